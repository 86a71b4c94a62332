package vn.onecall.policy.checking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import vn.onecall.policy.Finding;
import vn.onecall.policy.Policy;
import vn.onecall.policy.PolicyException;
import vn.onecall.policy.deciding.DecisionTable;

/**
 * Proves that a policy keeps its own rules, on the table that the server decides by. A policy
 * without a finding is sound: in no state of the facts is anything permitted that a never-rule
 * forbids, no use of data lacks the consent that its purpose rests on, nothing is given in a
 * greater form than its purpose needs, and nothing stands in it that does nothing. What is proved
 * is proved by going through every state of the facts that the rules read, up to {@value
 * Worlds#MOST_FACTS} facts; more is itself a finding.
 */
public final class PolicyChecker {

  private PolicyChecker() {}

  /** All that is wrong: the findings of the policy's file by line, then those of the overlay's. */
  public static List<Finding> check(Policy policy) {
    DecisionTable table = DecisionTable.compile(policy);
    List<Finding> findings = new ArrayList<>();
    findings.addAll(new NeverRuleCheck(policy, table).findings());
    findings.addAll(new DataMinimisationCheck(policy, table).findings());
    findings.addAll(new ConsentCheck(policy, table).findings());
    findings.addAll(new FactCheck(policy, table).findings());
    findings.addAll(new LawCheck(policy, table).findings());
    findings.addAll(new ClockCheck(policy).findings());
    findings.addAll(new PromiseCheck(policy, table).findings());
    findings.addAll(new UnusedNameCheck(policy).findings());
    String file = policy.lines().file();
    findings.sort(
        Comparator.<Finding, Boolean>comparing(finding -> !finding.file().equals(file))
            .thenComparingInt(Finding::line));
    return List.copyOf(findings);
  }

  /**
   * The policy itself, if it is sound: what a server that starts, or a command that checks, calls
   * after {@code PolicyReader.load}.
   *
   * @throws PolicyException with every finding, if there is any
   */
  public static Policy requireSound(Policy policy) {
    List<Finding> findings = check(policy);
    if (!findings.isEmpty()) {
      throw new PolicyException(findings);
    }
    return policy;
  }
}
