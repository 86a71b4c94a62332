package vn.onecall.keeper.erasure;

import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.decisions.Decider;
import vn.onecall.keeper.decisions.Rulebook;
import vn.onecall.keeper.features.ErasureCondition;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.policy.Policy;
import vn.onecall.policy.law.Law;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.policy.model.Category;
import vn.onecall.policy.model.Fact;
import vn.onecall.translog.Hash;
import vn.onecall.translog.entries.DecisionRecord;

/**
 * Finds the categories whose retention is over. Each category counts from an event, which a fact of
 * the subject records; an event without a fact has not happened. What the law orders kept is kept
 * for at least the law's time. What an erasure had to leave is due when the longest minimum of the
 * law has passed since the erasure.
 */
public final class RetentionOperation {
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  private final Policy policy;
  private final Rulebook rulebook;
  private final Instance.Main main;
  private final Map<String, ErasureCondition> conditions;
  private final RetentionStore store;
  private final Decider decider;
  private final Clock clock;
  private final Map<String, Integer> facts = new HashMap<>();

  /**
   * The end of retentions.
   *
   * @param conditions what features settle before an erasure, by the schema of each
   */
  public RetentionOperation(
      Rulebook rulebook,
      Instance.Main main,
      Decider decider,
      Map<String, ErasureCondition> conditions,
      Clock clock) {
    this.policy = rulebook.policy();
    this.rulebook = rulebook;
    this.main = main;
    this.conditions = Map.copyOf(conditions);
    this.store = new RetentionStore(main);
    this.decider = decider;
    this.clock = clock;
    for (Fact fact : policy.facts().values()) {
      fact.event().ifPresent(event -> facts.put(event, fact.number()));
    }
  }

  /** What is due now and waits for nothing, of some subjects at a time. */
  public Outcome<DueList> due(Call call, int limit) {
    return switch (rulebook.admit(call, ActivityKind.RETENTION, List.of())) {
      case Rulebook.Admission.Refused refused -> decider.refuse(call, refused);
      case Rulebook.Admission.Admitted(Rulebook.DoorRule rule) -> {
        List<DueCategories> due = due(clock.instant(), limit);
        Hash entry =
            decider
                .aboutNobodyOnce(call, rule, "due " + due.size(), DecisionRecord.Outcome.PERMITTED)
                .leaf();
        yield new Outcome.Permitted<>(new DueList(due, entry));
      }
    };
  }

  /** Those of the categories held of one subject that are due now; asked under its lock. */
  public Set<String> dueOf(SubjectId subject, Set<String> held) {
    Instant now = clock.instant();
    Set<String> due = new TreeSet<>();
    for (String name : held) {
      Category category = Objects.requireNonNull(policy.categories().get(name));
      boolean living =
          livingSince(category, now).entrySet().stream()
              .anyMatch(each -> store.hasHeldSince(subject, each.getKey(), each.getValue()));
      if (living
          || (!category.keepByLaw().isEmpty()
              && store.hasEndedBy(subject, longestBefore(category, now)))) {
        due.add(name);
      }
    }
    return due;
  }

  /** Those who wait take nobody's place in the list. */
  private List<DueCategories> due(Instant now, int limit) {
    for (int many = limit; ; many *= 2) {
      List<DueCategories> due = withWaiting(now, many);
      Set<SubjectId> waiting = waiting(due.stream().map(DueCategories::subject).toList());
      if (waiting.isEmpty() || due.size() < many || due.size() - waiting.size() >= limit) {
        return due.stream().filter(each -> !waiting.contains(each.subject())).limit(limit).toList();
      }
    }
  }

  private Set<SubjectId> waiting(List<SubjectId> subjects) {
    Set<SubjectId> waiting = new HashSet<>();
    if (!subjects.isEmpty()) {
      main.transactions()
          .executeWithoutResult(status ->
              conditions.forEach((feature, condition) ->
                  decider.asFeature(
                      feature,
                      transaction -> waiting.addAll(condition.waiting(subjects, transaction)))));
    }
    return waiting;
  }

  private List<DueCategories> withWaiting(Instant now, int limit) {
    Map<SubjectId, Set<String>> due = new HashMap<>();
    List<SubjectId> order = new ArrayList<>();
    for (Category category : policy.categories().values()) {
      List<SubjectId> found = new ArrayList<>();
      livingSince(category, now)
          .forEach(
              (fact, latest) -> found.addAll(store.since(category.name(), fact, latest, limit)));
      if (!category.keepByLaw().isEmpty()) {
        found.addAll(store.ended(category.name(), longestBefore(category, now), limit));
      }
      for (SubjectId subject : found) {
        due.computeIfAbsent(
                subject,
                first -> {
                  order.add(first);
                  return new TreeSet<>();
                })
            .add(category.name());
      }
    }
    return order.stream()
        .limit(limit)
        .map(subject -> new DueCategories(subject, Objects.requireNonNull(due.get(subject))))
        .toList();
  }

  /** The fact that a category counts from, and since when it must have held; none if never. */
  private Map<Integer, Instant> livingSince(Category category, Instant now) {
    Integer fact = facts.get(category.retention().after());
    if (fact == null) {
      return Map.of();
    }
    Instant latest = before(now, category.retention().period());
    for (String name : category.keepByLaw()) {
      Law.Minimum minimum = minimum(name);
      if (!minimum.after().equals(category.retention().after())) {
        return Map.of();
      }
      Instant lawful = before(now, minimum.period());
      latest = lawful.isBefore(latest) ? lawful : latest;
    }
    return new TreeMap<>(Map.of(fact, latest));
  }

  private Instant longestBefore(Category category, Instant now) {
    return category.keepByLaw().stream()
        .map(name -> before(now, minimum(name).period()))
        .min(Instant::compareTo)
        .orElse(now);
  }

  private Law.Minimum minimum(String name) {
    return Optional.ofNullable(policy.law().orElseThrow().minimums().get(name)).orElseThrow();
  }

  private static Instant before(Instant now, Period period) {
    return now.atZone(VIETNAM).minus(period).toInstant();
  }
}
