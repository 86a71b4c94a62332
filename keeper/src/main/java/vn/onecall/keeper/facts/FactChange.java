package vn.onecall.keeper.facts;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A change of what is known of a subject.
 *
 * @param set the facts that now hold, by number, and until when
 * @param clear the facts that no longer hold
 */
public record FactChange(Map<Integer, Optional<Instant>> set, Set<Integer> clear) {
  /** Nothing changes. */
  public static final FactChange NONE = new FactChange(Map.of(), Set.of());

  public FactChange {
    set = Map.copyOf(set);
    clear = Set.copyOf(clear);
  }

  /** Both changes; where they differ, the other one holds. */
  public FactChange and(FactChange other) {
    Map<Integer, Optional<Instant>> all = new HashMap<>(set);
    all.putAll(other.set);
    all.keySet().removeAll(other.clear);
    Set<Integer> gone = new HashSet<>(clear);
    gone.removeAll(other.set.keySet());
    gone.addAll(other.clear);
    return new FactChange(all, gone);
  }

  /** Whether nothing changes. */
  boolean isEmpty() {
    return set.isEmpty() && clear.isEmpty();
  }
}
