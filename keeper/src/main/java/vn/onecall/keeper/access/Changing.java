package vn.onecall.keeper.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.sealing.DataKey;

/** Changes what is known of a subject: restrictions, a guardian's agreement, consents. */
final class Changing {
  private final Rulebook rulebook;
  private final Taking taking;
  private final Subjects subjects;
  private final ValueWriting values;
  private final SpanningWrites writes;
  private final Decider decider;

  Changing(
      Rulebook rulebook,
      Subjects subjects,
      ValueWriting values,
      SpanningWrites writes,
      Decider decider) {
    this.rulebook = rulebook;
    this.taking = new Taking(rulebook.policy());
    this.subjects = subjects;
    this.values = values;
    this.writes = writes;
    this.decider = decider;
  }

  /** Sets or clears the facts of an activity that has some. */
  Outcome<Written> setFacts(
      Call call, ActivityKind kind, SubjectId subject, long version, boolean hold) {
    return switch (rulebook.admit(call, kind, List.of())) {
      case Rulebook.Admission.Turned turned -> decider.turnAway(call, turned);
      case Rulebook.Admission.Admitted(Rulebook.DoorRule rule) -> {
        Set<Integer> sets = rule.activity().sets();
        Map<Integer, Optional<Instant>> set = new HashMap<>();
        sets.forEach(fact -> set.put(fact, Optional.empty()));
        FactChange facts = hold ? new FactChange(set, Set.of()) : new FactChange(Map.of(), sets);
        EntryAsk ask =
            decider.ask(
                call,
                rule,
                subject,
                subjects.keys(subject),
                List.of((hold ? "set " : "clear ") + sets),
                null);
        try {
          DecidedEntry decided =
              writes.inMain(() -> {
                DecidedEntry entry = subjects.decideOn(subject, version, ask);
                if (entry.permitted()) {
                  subjects.facts().apply(subject, facts, ask.draft().at());
                }
                return entry;
              });
          yield written(rule, subject, decided);
        } catch (ConflictException e) {
          subjects.logConflict(call, rule, subject);
          throw e;
        }
      }
    };
  }

  /** Makes a change that is never in conflict with another: whoever comes last is right. */
  Outcome<Written> change(
      Call call, ActivityKind kind, Collection<String> fields, SubjectId subject, Change change) {
    return switch (rulebook.admit(call, kind, fields)) {
      case Rulebook.Admission.Turned turned -> decider.turnAway(call, turned);
      case Rulebook.Admission.Admitted(Rulebook.DoorRule activity) -> {
        requireOwn(activity, change.facts());
        Collection<String> kept = change.records().fields();
        taking.requireListed(change.collected(), kept);
        Optional<String> tooMuch = taking.notTakenBy(change.collected(), kept);
        if (tooMuch.isPresent()) {
          yield decider.turnAway(call, rulebook.notGiven(call, tooMuch.get()));
        }
        Rulebook.DoorRule rule = rulebook.unlessAlso(activity, change.unless());
        Optional<Map<String, DataKey>> known = subjects.keysForWriting(subject);
        if (known.isEmpty()) {
          yield subjects.notShown(call, rule, subject);
        }
        Map<String, DataKey> theirs = known.get();
        ValueWriting.Prepared prepared =
            values.prepare(
                subject,
                theirs,
                ValueWriting.Placed.records(change.records(), subjects.store().lastItems(subject)),
                "record");
        List<String> details = new ArrayList<>(change.details());
        details.addAll(prepared.details());
        details.add(change.collected().line());
        EntryAsk ask =
            decider.ask(
                call,
                rule,
                subject,
                Map.of(subject, new KeyRing.SubjectKeys(theirs)),
                details,
                null);
        yield written(
            rule,
            subject,
            writes.run(
                subject,
                prepared,
                ask.draft().at(),
                () -> {
                  DecidedEntry entry = subjects.decideOn(subject, OptionalLong.empty(), ask);
                  if (entry.permitted()) {
                    subjects
                        .store()
                        .insertLater(
                            new SubjectStore.Brought(
                                subject, prepared.values(), change.collected(), ask.draft()));
                    subjects.facts().apply(subject, change.facts(), ask.draft().at());
                    change.together().run(Together.Entered.of(entry));
                  }
                  return entry;
                }));
      }
    };
  }

  /** Whether a value still is of a version. */
  boolean isCurrent(SubjectId subject, String field, int item, int version) {
    return subjects.store().isCurrent(subject, new EntryAsk.Match(field, item, version));
  }

  /** An activity that sets facts sets its own; those of consents are the consents'. */
  private static void requireOwn(Rulebook.DoorRule rule, FactChange facts) {
    if (rule.activity().kind().setsFacts()) {
      Set<Integer> own = rule.activity().sets();
      if (!own.containsAll(facts.set().keySet()) || !own.containsAll(facts.clear())) {
        throw new IllegalArgumentException("an activity sets the facts that the policy names");
      }
    }
  }

  private static Outcome<Written> written(
      Rulebook.DoorRule rule, SubjectId subject, DecidedEntry decided) {
    return decided.permitted()
        ? new Outcome.Permitted<>(
            new Written(subject, decided.decided().factsVersion() + 1, decided.leaf()))
        : new Outcome.Denied<>(new Denial.NotShown(rule.notShown(), decided.leaf()));
  }
}
