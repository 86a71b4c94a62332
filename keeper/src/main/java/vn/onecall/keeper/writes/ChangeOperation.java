package vn.onecall.keeper.writes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Denial;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.decisions.DecidedEntry;
import vn.onecall.keeper.decisions.Decider;
import vn.onecall.keeper.decisions.DecisionRequest;
import vn.onecall.keeper.decisions.Rulebook;
import vn.onecall.keeper.facts.FactChange;
import vn.onecall.keeper.faults.ConflictException;
import vn.onecall.keeper.keys.KeyRing;
import vn.onecall.keeper.subjects.CollectionRules;
import vn.onecall.keeper.subjects.ExpectedVersion;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.sealing.DataKey;

/** Changes the facts of a subject: restrictions, a guardian's agreement, consents. */
public final class ChangeOperation {
  private final Rulebook rulebook;
  private final CollectionRules rules;
  private final ExistingSubjects subjects;
  private final WritePreparation values;
  private final CrossInstanceWrites writes;
  private final Decider decider;

  public ChangeOperation(
      Rulebook rulebook,
      ExistingSubjects subjects,
      WritePreparation values,
      CrossInstanceWrites writes,
      Decider decider) {
    this.rulebook = rulebook;
    this.rules = new CollectionRules(rulebook.policy());
    this.subjects = subjects;
    this.values = values;
    this.writes = writes;
    this.decider = decider;
  }

  /** Sets or clears the facts of an activity that has some. */
  public Outcome<Written> setFacts(
      Call call, ActivityKind kind, SubjectId subject, ExpectedVersion version, boolean hold) {
    return switch (rulebook.admit(call, kind, List.of())) {
      case Rulebook.Admission.Refused refused -> decider.refuse(call, refused);
      case Rulebook.Admission.Admitted(Rulebook.DoorRule rule) -> {
        Set<Integer> sets = rule.activity().sets();
        Map<Integer, Optional<Instant>> set = new HashMap<>();
        sets.forEach(fact -> set.put(fact, Optional.empty()));
        FactChange facts = hold ? new FactChange(set, Set.of()) : new FactChange(Map.of(), sets);
        DecisionRequest ask =
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

  /**
   * Makes a change that is never in conflict with another: whoever comes last is right.
   *
   * @throws ConflictException if what it rests on is no longer so; nothing was written
   */
  public Outcome<Written> change(
      Call call,
      ActivityKind kind,
      Collection<String> fields,
      SubjectId subject,
      SubjectChange change) {
    return switch (rulebook.admit(call, kind, fields)) {
      case Rulebook.Admission.Refused refused -> decider.refuse(call, refused);
      case Rulebook.Admission.Admitted(Rulebook.DoorRule activity) -> {
        requireOwn(activity, change.facts());
        Collection<String> kept = change.records().fields();
        rules.requireListed(change.collected(), kept);
        Optional<String> tooMuch = rules.notTakenBy(change.collected(), kept);
        if (tooMuch.isPresent()) {
          yield decider.refuse(call, rulebook.notGiven(call, tooMuch.get()));
        }
        Rulebook.DoorRule rule = rulebook.unlessAlso(activity, change.unless());
        yield writes.inTurn(subject, () -> change(call, rule, subject, change));
      }
    };
  }

  private Outcome<Written> change(
      Call call, Rulebook.DoorRule rule, SubjectId subject, SubjectChange change) {
    Optional<Map<String, DataKey>> known = subjects.keysForWriting(subject);
    if (known.isEmpty()) {
      return subjects.notShown(call, rule, subject);
    }
    Map<String, DataKey> theirs = known.get();
    WritePreparation.Prepared prepared =
        values.prepare(
            subject,
            theirs,
            WritePreparation.Placed.records(change.records(), subjects.store().lastItems(subject)),
            "record");
    List<String> details = new ArrayList<>(change.details());
    details.addAll(prepared.details());
    details.add(change.collected().line());
    DecisionRequest ask =
        decider.ask(
            call, rule, subject, Map.of(subject, new KeyRing.SubjectKeys(theirs)), details, null);
    return written(
        rule,
        subject,
        writes.run(
            subject,
            prepared,
            ask.draft().at(),
            () -> {
              DecidedEntry entry = subjects.decideOn(subject, ExpectedVersion.ANY, ask);
              if (entry.permitted()) {
                requireStill(subject, change.premise(), entry);
                subjects
                    .store()
                    .insertLater(
                        new ValueStore.Brought(
                            subject, prepared.values(), change.collected(), ask.draft()));
                subjects.facts().apply(subject, change.facts(), ask.draft().at());
                decider.alongside(entry, change.work());
              }
              return entry;
            }));
  }

  /** What a change rests on must be so under the lock, whatever was read before. */
  private void requireStill(SubjectId subject, Premise premise, DecidedEntry entry) {
    if (!premise.isMetBy(entry.decided().held())
        || !premise.current().stream()
            .allMatch(value -> subjects.store().isCurrent(subject, value))) {
      throw new ConflictException("What the change rests on is no longer so.");
    }
  }

  /** Whether a value still is of a version. */
  public boolean isCurrent(SubjectId subject, String field, int item, int version) {
    return subjects.store().isCurrent(subject, new DecisionRequest.Match(field, item, version));
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
