package vn.onecall.keeper.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.sealing.DataKey;

/** Corrects: new values in the place of those before, which are kept. */
final class Correcting {
  private final Rulebook rulebook;
  private final Taking taking;
  private final DerivedFacts derived;
  private final Function<List<List<KeysStore.IndexRow>>, List<FactChange>> refusedBefore;
  private final Subjects subjects;
  private final ValueWriting values;
  private final SpanningWrites writes;
  private final Decider decider;

  Correcting(
      Rulebook rulebook,
      Subjects subjects,
      ValueWriting values,
      SpanningWrites writes,
      Function<List<List<KeysStore.IndexRow>>, List<FactChange>> refusedBefore,
      Decider decider) {
    this.rulebook = rulebook;
    this.taking = new Taking(rulebook.policy());
    this.derived = new DerivedFacts(rulebook.policy());
    this.refusedBefore = refusedBefore;
    this.subjects = subjects;
    this.values = values;
    this.writes = writes;
    this.decider = decider;
  }

  Outcome<Written> correct(
      Call call, SubjectId subject, long version, Collected collected, NewValues newer) {
    return switch (rulebook.admit(call, ActivityKind.CORRECT, newer.fields())) {
      case Rulebook.Admission.Turned turned -> decider.turnAway(call, turned);
      case Rulebook.Admission.Admitted(Rulebook.DoorRule rule) -> {
        taking.requireListed(collected, newer.fields());
        Optional<String> tooMuch = taking.notTakenBy(collected, newer.fields());
        if (tooMuch.isPresent()) {
          yield decider.turnAway(call, rulebook.notGiven(call, tooMuch.get()));
        }
        Optional<Map<String, DataKey>> theirs = subjects.keysForWriting(subject);
        yield theirs.isEmpty()
            ? subjects.notShown(call, rule, subject)
            : correct(call, rule, subject, version, collected, newer, theirs.get());
      }
    };
  }

  private Outcome<Written> correct(
      Call call,
      Rulebook.DoorRule rule,
      SubjectId subject,
      long version,
      Collected collected,
      NewValues newer,
      Map<String, DataKey> theirs) {
    ValueWriting.Prepared prepared =
        values.prepare(
            subject,
            theirs,
            ValueWriting.Placed.after(subjects.store().newest(subject), newer),
            "correction");
    EntryAsk ask = ask(call, rule, subject, theirs, collected, prepared.details());
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
                  SubjectStore store = subjects.store();
                  newer
                      .items()
                      .forEach((field, items) ->
                          store.supersedeFrom(subject, field, items.size(), ask.draft().at()));
                  store.insertLater(
                      new SubjectStore.Brought(subject, prepared.values(), collected, ask.draft()));
                  subjects.facts().apply(subject, known, ask.draft().at());
                }
                return entry;
              });
      return decided.permitted()
          ? new Outcome.Permitted<>(new Written(subject, version + 1, decided.leaf()))
          : new Outcome.Denied<>(new Denial.NotShown(rule.notShown(), decided.leaf()));
    } catch (ConflictException e) {
      subjects.logConflict(call, rule, subject);
      throw e;
    }
  }

  private EntryAsk ask(
      Call call,
      Rulebook.DoorRule rule,
      SubjectId subject,
      Map<String, DataKey> theirs,
      Collected collected,
      List<String> details) {
    List<String> all = new ArrayList<>(details);
    all.add(collected.line());
    return decider.ask(
        call, rule, subject, Map.of(subject, new KeyRing.SubjectKeys(theirs)), all, null);
  }
}
