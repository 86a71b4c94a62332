package vn.onecall.keeper.writes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Denial;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.decisions.DecidedEntry;
import vn.onecall.keeper.decisions.Decider;
import vn.onecall.keeper.decisions.DecisionRequest;
import vn.onecall.keeper.decisions.Rulebook;
import vn.onecall.keeper.facts.DerivedFacts;
import vn.onecall.keeper.facts.FactChange;
import vn.onecall.keeper.faults.ConflictException;
import vn.onecall.keeper.keys.KeyRing;
import vn.onecall.keeper.keys.SubjectKeyStore;
import vn.onecall.keeper.subjects.CollectionOrigin;
import vn.onecall.keeper.subjects.CollectionRules;
import vn.onecall.keeper.subjects.ExpectedVersion;
import vn.onecall.keeper.subjects.NewValues;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.sealing.DataKey;

/** Corrects values: stores new versions and keeps those before them. */
public final class CorrectOperation {
  private final Rulebook rulebook;
  private final CollectionRules rules;
  private final DerivedFacts derived;
  private final Function<List<List<SubjectKeyStore.IndexRow>>, List<FactChange>> refusedBefore;
  private final ExistingSubjects subjects;
  private final WritePreparation values;
  private final CrossInstanceWrites writes;
  private final Decider decider;

  public CorrectOperation(
      Rulebook rulebook,
      ExistingSubjects subjects,
      WritePreparation values,
      CrossInstanceWrites writes,
      Function<List<List<SubjectKeyStore.IndexRow>>, List<FactChange>> refusedBefore,
      Decider decider) {
    this.rulebook = rulebook;
    this.rules = new CollectionRules(rulebook.policy());
    this.derived = new DerivedFacts(rulebook.policy());
    this.refusedBefore = refusedBefore;
    this.subjects = subjects;
    this.values = values;
    this.writes = writes;
    this.decider = decider;
  }

  public Outcome<Written> correct(
      Call call,
      SubjectId subject,
      ExpectedVersion version,
      CollectionOrigin collected,
      NewValues newer) {
    return switch (rulebook.admit(call, ActivityKind.CORRECT, newer.fields())) {
      case Rulebook.Admission.Refused refused -> decider.refuse(call, refused);
      case Rulebook.Admission.Admitted(Rulebook.DoorRule rule) -> {
        rules.requireListed(collected, newer.fields());
        Optional<String> tooMuch = rules.notTakenBy(collected, newer.fields());
        if (tooMuch.isPresent()) {
          yield decider.refuse(call, rulebook.notGiven(call, tooMuch.get()));
        }
        yield writes.inTurn(
            subject,
            () -> {
              Optional<Map<String, DataKey>> theirs = subjects.keysForWriting(subject);
              return theirs.isEmpty()
                  ? subjects.notShown(call, rule, subject)
                  : correct(call, rule, subject, version, collected, newer, theirs.get());
            });
      }
    };
  }

  private Outcome<Written> correct(
      Call call,
      Rulebook.DoorRule rule,
      SubjectId subject,
      ExpectedVersion version,
      CollectionOrigin collected,
      NewValues newer,
      Map<String, DataKey> theirs) {
    WritePreparation.Prepared prepared =
        values.prepare(
            subject,
            theirs,
            WritePreparation.Placed.after(subjects.store().newest(subject), newer),
            "correction");
    DecisionRequest ask = ask(call, rule, subject, theirs, collected, prepared.details());
    FactChange known =
        derived
            .following(newer, ask.draft().at())
            .and(refusedBefore.apply(List.of(prepared.index())).getFirst());
    try {
      DecidedEntry decided =
          writes.run(
              subject,
              prepared,
              ask.draft().at(),
              () -> {
                DecidedEntry entry = subjects.decideOn(subject, version, ask);
                if (entry.permitted()) {
                  ValueStore store = subjects.store();
                  newer
                      .items()
                      .forEach((field, items) ->
                          store.supersedeFrom(subject, field, items.size(), ask.draft().at()));
                  store.insertLater(
                      new ValueStore.Brought(subject, prepared.values(), collected, ask.draft()));
                  subjects.facts().apply(subject, known, ask.draft().at());
                }
                return entry;
              });
      return decided.permitted()
          ? new Outcome.Permitted<>(
              new Written(subject, decided.decided().factsVersion() + 1, decided.leaf()))
          : new Outcome.Denied<>(new Denial.NotShown(rule.notShown(), decided.leaf()));
    } catch (ConflictException e) {
      subjects.logConflict(call, rule, subject);
      throw e;
    }
  }

  private DecisionRequest ask(
      Call call,
      Rulebook.DoorRule rule,
      SubjectId subject,
      Map<String, DataKey> theirs,
      CollectionOrigin collected,
      List<String> details) {
    List<String> all = new ArrayList<>(details);
    all.add(collected.line());
    return decider.ask(
        call, rule, subject, Map.of(subject, new KeyRing.SubjectKeys(theirs)), all, null);
  }
}
