package vn.onecall.policy;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown if a policy cannot be used. It carries every finding, in the order of the file; its
 * message has one line for each.
 */
public final class PolicyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Finding> findings;

  /**
   * A refusal of a policy.
   *
   * @param findings what is wrong, at least one
   */
  public PolicyException(List<Finding> findings) {
    super(findings.stream().map(Finding::toString).collect(Collectors.joining("\n")));
    if (findings.isEmpty()) {
      throw new IllegalArgumentException("A refused policy has a finding");
    }
    this.findings = List.copyOf(findings);
  }

  /** What is wrong with the policy, never empty. */
  public List<Finding> findings() {
    return findings;
  }
}
