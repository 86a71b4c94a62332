package vn.onecall.keeper.facts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.onecall.fields.people.PartialDate;
import vn.onecall.keeper.subjects.NewValues;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.Fact;

/**
 * The facts that follow from a date of birth: that somebody is a child.
 *
 * <p>Main keeps until when such a fact holds, in plain. So that it does not say on which day
 * somebody was born, a fact holds until the month of the birthday is over: up to a month longer
 * than the law asks, never shorter.
 */
public final class DerivedFacts {
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  /** One such fact, and the facts of which any one lifts it. */
  record Rule(int number, String field, int under, Set<Integer> liftedBy) {}

  private final List<Rule> rules = new ArrayList<>();

  public DerivedFacts(Policy policy) {
    for (Fact fact : policy.facts().values()) {
      fact.derived()
          .ifPresent(derived ->
              rules.add(
                  new Rule(
                      fact.number(),
                      derived.from(),
                      derived.under(),
                      derived.unless().stream()
                          .map(name -> Objects.requireNonNull(policy.facts().get(name)).number())
                          .collect(Collectors.toUnmodifiableSet()))));
    }
  }

  List<Rule> rules() {
    return rules;
  }

  /** What new values change: only facts that follow from a field that has a value here. */
  public FactChange following(NewValues values, Instant now) {
    Map<Integer, Optional<Instant>> set = new HashMap<>();
    Set<Integer> clear = new HashSet<>();
    for (Rule rule : rules) {
      for (String born : values.of(rule.field)) {
        Instant until = monthAfter(latest(born).plusYears(rule.under));
        if (now.isBefore(until)) {
          set.put(rule.number, Optional.of(until));
        } else {
          clear.add(rule.number);
        }
      }
    }
    return new FactChange(set, clear);
  }

  /** Of whom only a year or a month is known is as young as they may be. */
  private static LocalDate latest(String born) {
    return PartialDate.of(born)
        .orElseThrow(() -> new IllegalArgumentException("The value is not a canonical date"))
        .latest();
  }

  private static Instant monthAfter(LocalDate birthday) {
    return birthday.with(TemporalAdjusters.firstDayOfNextMonth()).atStartOfDay(VIETNAM).toInstant();
  }
}
