package vn.onecall.policy.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import vn.onecall.policy.Finding;
import vn.onecall.policy.PolicyException;

/**
 * The mistakes found so far in one file and in those that it names. Reading goes on after each, so
 * that all are told at once.
 */
final class Findings {

  private final String file;
  private final List<Finding> found = new ArrayList<>();
  private final List<Findings> others = new ArrayList<>();
  private final Optional<Findings> outer;

  Findings(String file) {
    this(file, Optional.empty());
  }

  private Findings(String file, Optional<Findings> outer) {
    this.file = file;
    this.outer = outer;
  }

  /** The findings of a file that this one names, told after those of this one. */
  Findings within(String other) {
    Findings inner = new Findings(other, Optional.of(this));
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

  /**
   * The refusal of the file, for a mistake after which the rest cannot be read. What was found so
   * far in the file that names it is told with it.
   */
  PolicyException refusal() {
    return outer.map(Findings::refusal).orElseGet(() -> new PolicyException(all()));
  }

  private List<Finding> all() {
    List<Finding> all = new ArrayList<>(found);
    all.sort(Comparator.comparingInt(Finding::line));
    others.forEach(other -> all.addAll(other.all()));
    return all;
  }
}
