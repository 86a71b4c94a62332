package vn.onecall.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The mistakes found so far in one file and in those that it names. Reading goes on after each, so
 * that all are told at once.
 */
final class Findings {

  private final String file;
  private final List<Finding> found = new ArrayList<>();
  private final List<Findings> others = new ArrayList<>();

  Findings(String file) {
    this.file = file;
  }

  /** The findings of a file that this one names, told after those of this one. */
  Findings within(String other) {
    Findings inner = new Findings(other);
    others.add(inner);
    return inner;
  }

  void add(int line, String reason) {
    found.add(new Finding(file, line, reason));
  }

  /** Refuses the file if anything was found in it. */
  void refuseIfAny() {
    if (!all().isEmpty()) {
      throw refusal();
    }
  }

  /** The refusal of the file, for a mistake after which the rest cannot be read. */
  PolicyException refusal() {
    return new PolicyException(all());
  }

  private List<Finding> all() {
    List<Finding> all = new ArrayList<>(found);
    all.sort(Comparator.comparingInt(Finding::line));
    others.forEach(other -> all.addAll(other.all()));
    return all;
  }
}
