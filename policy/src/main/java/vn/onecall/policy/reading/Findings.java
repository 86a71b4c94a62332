package vn.onecall.policy.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import vn.onecall.policy.Finding;
import vn.onecall.policy.PolicyException;

/**
 * Collects the findings of one file and of the files that it names. Reading goes on after each
 * finding, so that one run tells all of them.
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

  /** The findings of a file that this one names; they follow those of this one. */
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
   * The exception for a mistake after which the rest cannot be read. It carries the findings so
   * far, with those of the files that name this one.
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
