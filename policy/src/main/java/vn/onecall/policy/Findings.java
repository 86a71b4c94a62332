package vn.onecall.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The mistakes found so far in one file. Reading goes on after each, so that all are told at once.
 */
final class Findings {

  private final String file;
  private final List<Finding> found = new ArrayList<>();

  Findings(String file) {
    this.file = file;
  }

  void add(int line, String reason) {
    found.add(new Finding(file, line, reason));
  }

  /** Refuses the file if anything was found in it. */
  void refuseIfAny() {
    if (!found.isEmpty()) {
      throw refusal();
    }
  }

  /** The refusal of the file, for a mistake after which the rest cannot be read. */
  PolicyException refusal() {
    return new PolicyException(
        found.stream().sorted(Comparator.comparingInt(Finding::line)).toList());
  }
}
