package vn.onecall.policy.checking;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import vn.onecall.policy.Finding;
import vn.onecall.policy.Policy;
import vn.onecall.policy.SourceLines;
import vn.onecall.policy.deciding.DecisionTable;
import vn.onecall.policy.law.Law;
import vn.onecall.policy.model.Activity;
import vn.onecall.policy.model.Consent;
import vn.onecall.policy.model.Fact;
import vn.onecall.policy.model.NeverRule;

/** Finds facts that nothing sets or reads, and rules that can never fire. */
final class FactCheck {

  private final Policy policy;
  private final DecisionTable table;
  private final SourceLines lines;
  private final List<DataUse> uses;
  private final Set<Integer> settable;
  private final List<Finding> findings = new ArrayList<>();

  FactCheck(Policy policy, DecisionTable table) {
    this.policy = policy;
    this.table = table;
    this.lines = policy.lines();
    this.uses = DataUse.all(policy);
    this.settable = settable(policy);
  }

  List<Finding> findings() {
    Set<Integer> read = read();
    for (Fact fact : policy.facts().values()) {
      if (!settable.contains(fact.number())) {
        add(fact, "fact `%s` never holds: nothing sets it and it follows from nothing");
      }
      if (!read.contains(fact.number())) {
        add(fact, "fact `%s` changes nothing: nothing asks for it");
      }
    }
    policy.activities().values().forEach(this::setsWhatIsItsToSet);
    uses.stream().filter(use -> !canHappen(use)).forEach(this::neverHappens);
    return findings;
  }

  /** Whether an activity can happen in any state that the facts can come to. */
  boolean canHappen(DataUse use) {
    FactStates worlds = FactStates.of(policy, use);
    return worlds.areTooMany()
        || worlds
            .first(facts ->
                IntStream.of(facts).allMatch(settable::contains) && table.permits(use.id(), facts))
            .isPresent();
  }

  private void add(Fact fact, String reason) {
    findings.add(lines.finding(reason.formatted(fact.name()), "facts", fact.name()));
  }

  private static Set<Integer> settable(Policy policy) {
    Set<Integer> settable = new HashSet<>();
    for (Activity activity : policy.activities().values()) {
      settable.addAll(activity.sets());
    }
    for (Consent consent : policy.consents().values()) {
      for (String fact : consent.channels().values()) {
        settable.add(number(policy, fact));
      }
    }
    for (Fact fact : policy.facts().values()) {
      if (fact.derived().isPresent()) {
        settable.add(fact.number());
      }
    }
    policy.suppression().ifPresent(list -> settable.add(number(policy, list.fact())));
    return settable;
  }

  private Set<Integer> read() {
    Set<Integer> read = new HashSet<>();
    uses.forEach(use -> read.addAll(FactStates.readBy(use)));
    Stream.concat(
            policy.never().values().stream(),
            policy.law().map(Law::never).orElse(Map.of()).values().stream())
        .map(NeverRule::state)
        .forEach(state -> {
          read.addAll(state.holds());
          read.addAll(state.lacks());
        });
    for (Consent consent : policy.consents().values()) {
      // ConsentCheck finds a channel that allows nothing.
      consent.channels().values().forEach(fact -> read.add(number(policy, fact)));
      consent.unless().forEach(fact -> read.add(number(policy, fact)));
    }
    for (Fact fact : policy.facts().values()) {
      if (fact.event().isPresent()) {
        read.add(fact.number());
      }
      fact.derived()
          .map(Fact.Derived::unless)
          .orElse(Set.of())
          .forEach(lifting -> read.add(number(policy, lifting)));
    }
    return read;
  }

  private static int number(Policy policy, String fact) {
    return Objects.requireNonNull(policy.facts().get(fact)).number();
  }

  /** An activity must not set a fact that is derived from a field or stands for a consent. */
  private void setsWhatIsItsToSet(Activity activity) {
    for (Fact fact : policy.facts().values()) {
      if (!activity.sets().contains(fact.number())) {
        continue;
      }
      String owner =
          fact.derived().isPresent()
              ? "follows from a field"
              : policy.consents().values().stream()
                  .filter(consent -> consent.channels().containsValue(fact.name()))
                  .map(consent -> "stands for the consent `" + consent.name() + "`")
                  .findFirst()
                  .orElse("");
      if (!owner.isEmpty()) {
        findings.add(
            lines.finding(
                "activity `%s` sets `%s`, which %s".formatted(activity.id(), fact.name(), owner),
                "activities",
                activity.id(),
                "sets",
                fact.name()));
      }
    }
  }

  private void neverHappens(DataUse use) {
    List<String> names =
        policy.facts().values().stream()
            .filter(fact -> use.facts().requires().contains(fact.number()))
            .map(Fact::name)
            .toList();
    findings.add(
        lines.finding(
            "%s can never happen: there is no state in which %s %s and nothing forbids it"
                .formatted(
                    use.what(), DataUse.quoted(names), names.size() == 1 ? "holds" : "all hold"),
            use.section(),
            use.id()));
  }
}
