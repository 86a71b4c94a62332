package vn.onecall.policy.checking;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.Fact;

/**
 * All possible states of a set of facts, so that a property can be proved by going through them. A
 * state in which a derived fact holds together with a fact that lifts it is impossible and left
 * out.
 */
final class FactStates {

  /** The most facts whose states can be gone through: 2^20 is about a million. */
  static final int MOST_FACTS = 20;

  private final List<Fact> facts;

  private FactStates(List<Fact> facts) {
    this.facts = facts;
  }

  /** The states of the facts with these numbers. */
  static FactStates over(Policy policy, Collection<Integer> numbers) {
    return new FactStates(
        policy.facts().values().stream()
            .filter(fact -> numbers.contains(fact.number()))
            .sorted(Comparator.comparingInt(Fact::number))
            .toList());
  }

  /** The states of the facts that a use reads. */
  static FactStates of(Policy policy, DataUse use) {
    return over(policy, readBy(use));
  }

  /** The numbers of the facts that a use reads. */
  static Set<Integer> readBy(DataUse use) {
    Set<Integer> read = new TreeSet<>(use.facts().requires());
    read.addAll(use.facts().unless());
    return read;
  }

  int size() {
    return facts.size();
  }

  boolean areTooMany() {
    return facts.size() > MOST_FACTS;
  }

  /** The first state that fits, as the ascending numbers of the facts that hold in it. */
  Optional<int[]> first(Predicate<int[]> fits) {
    for (int state = 0; state < 1 << facts.size(); state++) {
      int[] holding = holding(state);
      if (isPossible(state) && fits.test(holding)) {
        return Optional.of(holding);
      }
    }
    return Optional.empty();
  }

  /** A state in words. */
  String describe(int[] holding) {
    List<String> holds = names(holding, true);
    List<String> lacks = names(holding, false);
    if (holds.isEmpty() && lacks.isEmpty()) {
      return "whatever the customer has chosen";
    }
    String and = holds.isEmpty() || lacks.isEmpty() ? "" : " and ";
    return "while "
        + (holds.isEmpty() ? "" : DataUse.quoted(holds) + (holds.size() == 1 ? " holds" : " hold"))
        + and
        + (lacks.isEmpty()
            ? ""
            : DataUse.quoted(lacks) + (lacks.size() == 1 ? " does not" : " do not"))
        + (holds.isEmpty() ? " hold" : "");
  }

  private List<String> names(int[] holding, boolean held) {
    return facts.stream()
        .filter(fact -> IntStream.of(holding).anyMatch(n -> n == fact.number()) == held)
        .map(Fact::name)
        .toList();
  }

  private int[] holding(int state) {
    int[] numbers = new int[Integer.bitCount(state)];
    int next = 0;
    for (int i = 0; i < facts.size(); i++) {
      if ((state >> i & 1) == 1) {
        numbers[next++] = facts.get(i).number();
      }
    }
    return numbers;
  }

  private boolean isPossible(int state) {
    for (int i = 0; i < facts.size(); i++) {
      if ((state >> i & 1) == 1 && isLifted(facts.get(i), state)) {
        return false;
      }
    }
    return true;
  }

  private boolean isLifted(Fact fact, int state) {
    return IntStream.range(0, facts.size())
        .anyMatch(i ->
            (state >> i & 1) == 1
                && fact.derived()
                    .filter(derived -> derived.unless().contains(facts.get(i).name()))
                    .isPresent());
  }
}
