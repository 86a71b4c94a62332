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
 * without a finding is sound.
 *
 * <h2>What is proved</h2>
 *
 * <ul>
 *   <li>No state of the facts permits what a never-rule forbids ({@link NeverRuleCheck}).
 *   <li>No use takes or shows data that its purpose does not need, or in a greater form ({@link
 *       DataMinimisationCheck}).
 *   <li>No use for a purpose that rests on consent is permitted without one ({@link ConsentCheck}).
 *   <li>Each fact can hold and matters, and each activity can happen ({@link FactCheck}).
 *   <li>The policy agrees with the law's overlay, and every request has a legal clock ({@link
 *       LawCheck}, {@link ClockCheck}).
 *   <li>Each promise is enforced by something that can happen, or named by a denial ({@link
 *       PromiseCheck}).
 *   <li>Each name that the policy declares is used ({@link UnusedNameCheck}).
 * </ul>
 *
 * <h2>How</h2>
 *
 * <p>The policy says each protection twice: what a purpose needs and what an activity takes, what
 * an activity may do and what no rule allows. Each check holds one statement against the other.
 * Where facts matter, the check goes through every state of the facts that the two statements read
 * ({@link FactStates}) and asks the {@link DecisionTable} in each: the proof is exhaustive, and
 * runs on what the server runs. A finding names the line, and a counterexample where there is one.
 *
 * <h2>Cost</h2>
 *
 * <p>A proof over n facts takes up to 2<sup>n</sup> lookups. At most {@value FactStates#MOST_FACTS}
 * facts are gone through, about a million states; a rule and a use that read more together are
 * themselves a finding.
 *
 * <h2>Source</h2>
 *
 * <p>Exhaustive verification of access rules against separately stated properties: K. Fisler et
 * al., "Verification and Change-Impact Analysis of Access-Control Policies" (ICSE 2005).
 */
public final class PolicyChecker {

  private PolicyChecker() {}

  /** All findings: those of the policy file by line, then those of the overlay by line. */
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
   * Returns the policy if it is sound. Call it after {@code PolicyReader.load}, before a policy is
   * served.
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
