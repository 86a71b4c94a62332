package vn.onecall.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Proves that a policy keeps its own rules, on the table that the server decides by. A policy
 * without a finding is sound: in no state of the facts is anything permitted that a never-rule
 * forbids, no use of data lacks the consent that its purpose rests on, nothing is given in a
 * greater form than its purpose needs, and nothing stands in it that does nothing. What is proved
 * is proved by going through every state of the facts that the rules read, up to {@value
 * Worlds#MOST_FACTS} facts; more is itself a finding.
 */
public final class Checker {

  private Checker() {}

  /** All that is wrong: the findings of the policy's file by line, then those of the overlay's. */
  public static List<Finding> check(Policy policy) {
    DecisionTable table = policy.compile();
    List<Finding> findings = new ArrayList<>();
    findings.addAll(new NeverCheck(policy, table).findings());
    findings.addAll(new NeedCheck(policy, table).findings());
    findings.addAll(new ConsentCheck(policy, table).findings());
    findings.addAll(new FactCheck(policy, table).findings());
    findings.addAll(new LawCheck(policy, table).findings());
    findings.addAll(new ClockCheck(policy).findings());
    findings.addAll(new PromiseCheck(policy, table).findings());
    findings.addAll(new IdleCheck(policy).findings());
    String file = policy.origin().places().file();
    findings.sort(
        Comparator.<Finding, Boolean>comparing(finding -> !finding.file().equals(file))
            .thenComparingInt(Finding::line));
    return List.copyOf(findings);
  }

  /**
   * The policy itself, if it is sound: what a server that starts, or a command that checks, calls
   * after {@link Policy#load}.
   *
   * @throws PolicyException with every finding, if there is any
   */
  public static Policy sound(Policy policy) {
    List<Finding> findings = check(policy);
    if (!findings.isEmpty()) {
      throw new PolicyException(findings);
    }
    return policy;
  }
}
