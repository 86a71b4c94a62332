package vn.onecall.server.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import vn.onecall.policy.ActivityKind;
import vn.onecall.policy.Policy;
import vn.onecall.sealing.DataKey;

/** Registers and corrects: the writes that take values. */
final class Writing {
  private final Policy policy;
  private final Rulebook rulebook;
  private final Taking taking;
  private final DerivedFacts derived;
  private final Function<List<KeysStore.IndexRow>, FactChange> refusedBefore;
  private final Subjects subjects;
  private final ValueWriting values;
  private final SpanningWrites writes;
  private final Decider decider;

  Writing(
      Rulebook rulebook,
      Subjects subjects,
      ValueWriting values,
      SpanningWrites writes,
      Function<List<KeysStore.IndexRow>, FactChange> refusedBefore,
      Decider decider) {
    this.policy = rulebook.policy();
    this.rulebook = rulebook;
    this.taking = new Taking(policy);
    this.derived = new DerivedFacts(policy);
    this.refusedBefore = refusedBefore;
    this.subjects = subjects;
    this.values = values;
    this.writes = writes;
    this.decider = decider;
  }

  Outcome<Written> register(Call call, Registration registration) {
    Set<String> fields = registration.values().fields();
    return switch (rulebook.admit(call, ActivityKind.REGISTER, fields)) {
      case Rulebook.Admission.Turned turned -> decider.turnAway(call, turned);
      case Rulebook.Admission.Admitted(Rulebook.DoorRule rule) -> {
        Optional<String> tooMuch =
            taking
                .notAskedFor(registration.services(), fields)
                .or(() -> taking.notTakenBy(registration.collected(), fields));
        yield tooMuch.isPresent()
            ? decider.turnAway(call, rulebook.notGiven(call, tooMuch.get()))
            : new Outcome.Permitted<>(register(call, rule, registration));
      }
    };
  }

  private Written register(Call call, Rulebook.DoorRule rule, Registration registration) {
    refuseIncomplete(registration);
    SubjectId subject = SubjectId.random();
    Map<String, DataKey> theirs = new HashMap<>();
    Collected collected = registration.collected();
    ValueWriting.Prepared prepared =
        values.prepare(subject, theirs, ValueWriting.Placed.first(registration.values()), "first");
    List<String> details = new ArrayList<>(prepared.details());
    new TreeSet<>(registration.services()).forEach(service -> details.add("service " + service));
    registration.attested().ifPresent(version -> details.add("attested " + version));
    EntryAsk ask = ask(call, rule, subject, theirs, collected, details);
    FactChange known = known(prepared, registration.values(), ask);
    DecidedEntry decided =
        writes.run(
            subject,
            prepared,
            ask.draft().at(),
            () -> {
              subjects.facts().begin(subject, known, ask.draft().at());
              registration
                  .attested()
                  .ifPresent(
                      version -> subjects.store().insertAttestation(subject, version, ask.draft()));
              subjects
                  .store()
                  .insertValues(subject, prepared.values(), collected, true, ask.draft());
              DecidedEntry entry = decider.decideWithin(ask);
              if (!entry.permitted()) {
                throw new IllegalStateException("a registration depends on no fact");
              }
              return entry;
            });
    return new Written(subject, 1, decided.leaf());
  }

  /** What follows from values: that somebody is a child, or has refused marketing before. */
  private FactChange known(ValueWriting.Prepared prepared, NewValues values, EntryAsk ask) {
    return derived.following(values, ask.draft().at()).and(refusedBefore.apply(prepared.index()));
  }

  private void refuseIncomplete(Registration registration) {
    if (!taking.missing(registration.services(), registration.values().fields()).isEmpty()) {
      throw new IllegalArgumentException("a registration lacks what its services need");
    }
    if (policy.attestation().isPresent()
        && registration.attested().orElse(0) != policy.attestation().get().version()) {
      throw new IllegalArgumentException("a registration lacks the statement of truth");
    }
  }

  Outcome<Written> correct(
      Call call, SubjectId subject, long version, Collected collected, NewValues newer) {
    return switch (rulebook.admit(call, ActivityKind.CORRECT, newer.fields())) {
      case Rulebook.Admission.Turned turned -> decider.turnAway(call, turned);
      case Rulebook.Admission.Admitted(Rulebook.DoorRule rule) -> {
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
    FactChange known = known(prepared, newer, ask);
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
                  store.insertValues(subject, prepared.values(), collected, false, ask.draft());
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
