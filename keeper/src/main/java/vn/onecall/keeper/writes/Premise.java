package vn.onecall.keeper.writes;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import vn.onecall.keeper.decisions.DecisionRequest;

/**
 * What must be so of a subject at the very commit of a change, for the change to be made.
 *
 * @param holding facts that must hold
 * @param barred the facts of which none may hold
 * @param current values that must be current in the version named
 */
public record Premise(
    Set<Integer> holding, IntPredicate barred, List<DecisionRequest.Match> current) {
  /** Nothing need be so. */
  public static final Premise NONE = new Premise(Set.of(), fact -> false, List.of());

  public Premise {
    holding = Set.copyOf(holding);
    current = List.copyOf(current);
  }

  /** Whether its facts are so where just these hold. */
  boolean isMetBy(int[] held) {
    return Arrays.stream(held).noneMatch(barred)
        && Arrays.stream(held).boxed().collect(Collectors.toSet()).containsAll(holding);
  }
}
