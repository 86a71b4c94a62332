package vn.onecall.keeper.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.sealing.DataKey;

/**
 * Opens files that belong to no customer, such as an authority's order: an id, keys and an end of
 * their own, so that nothing of a customer's says that there is one.
 */
final class Filing {
  private final Rulebook rulebook;
  private final Taking taking;
  private final Subjects subjects;
  private final ValueWriting values;
  private final SpanningWrites writes;
  private final Decider decider;

  Filing(
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

  Outcome<Written> file(Call call, NewValues content, Collected collected, Together together) {
    return switch (rulebook.admit(call, ActivityKind.FILE, content.fields())) {
      case Rulebook.Admission.Turned turned -> decider.turnAway(call, turned);
      case Rulebook.Admission.Admitted(Rulebook.DoorRule rule) -> {
        taking.requireListed(collected, content.fields());
        SubjectId file = SubjectId.random();
        Map<String, DataKey> keys = new HashMap<>();
        ValueWriting.Prepared prepared =
            values.prepare(file, keys, ValueWriting.Placed.first(content), "first");
        List<String> details = new ArrayList<>(prepared.details());
        details.add(collected.line());
        EntryAsk ask =
            decider.ask(
                call, rule, file, Map.of(file, new KeyRing.SubjectKeys(keys)), details, null);
        DecidedEntry decided =
            writes.runFirst(
                List.of(prepared.inKeys(file)),
                ask.draft().at(),
                () -> inMain(file, prepared, collected, ask, together));
        yield new Outcome.Permitted<>(new Written(file, 1, decided.leaf()));
      }
    };
  }

  private DecidedEntry inMain(
      SubjectId file,
      ValueWriting.Prepared prepared,
      Collected collected,
      EntryAsk ask,
      Together together) {
    subjects
        .facts()
        .begin(List.of(new FactStore.Beginning(file, FactChange.NONE, ask.draft().at())));
    subjects
        .store()
        .insertFirst(
            List.of(new SubjectStore.Brought(file, prepared.values(), collected, ask.draft())));
    DecidedEntry entry = decider.decideWithin(ask);
    if (!entry.permitted()) {
      throw new IllegalStateException("a new file depends on no fact");
    }
    together.run(Together.Entered.of(entry));
    return entry;
  }
}
