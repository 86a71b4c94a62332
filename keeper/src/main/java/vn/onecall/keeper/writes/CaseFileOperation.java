package vn.onecall.keeper.writes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.decisions.DecidedEntry;
import vn.onecall.keeper.decisions.Decider;
import vn.onecall.keeper.decisions.DecisionRequest;
import vn.onecall.keeper.decisions.EntryWork;
import vn.onecall.keeper.decisions.Rulebook;
import vn.onecall.keeper.facts.FactChange;
import vn.onecall.keeper.facts.FactStore;
import vn.onecall.keeper.keys.KeyRing;
import vn.onecall.keeper.subjects.CollectionOrigin;
import vn.onecall.keeper.subjects.CollectionRules;
import vn.onecall.keeper.subjects.NewValues;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.sealing.DataKey;

/**
 * Opens case files that belong to no customer, such as an authority's order. A case file has an id,
 * keys and an end of its own, so that nothing in a customer's data shows that it exists.
 */
public final class CaseFileOperation {
  private final Rulebook rulebook;
  private final CollectionRules rules;
  private final ExistingSubjects subjects;
  private final WritePreparation values;
  private final CrossInstanceWrites writes;
  private final Decider decider;

  public CaseFileOperation(
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

  public Outcome<Written> file(
      Call call, NewValues content, CollectionOrigin collected, EntryWork work) {
    return switch (rulebook.admit(call, ActivityKind.FILE, content.fields())) {
      case Rulebook.Admission.Refused refused -> decider.refuse(call, refused);
      case Rulebook.Admission.Admitted(Rulebook.DoorRule rule) -> {
        rules.requireListed(collected, content.fields());
        SubjectId file = SubjectId.random();
        Map<String, DataKey> keys = new HashMap<>();
        WritePreparation.Prepared prepared =
            values.prepare(file, keys, WritePreparation.Placed.first(content), "first");
        List<String> details = new ArrayList<>(prepared.details());
        details.add(collected.line());
        DecisionRequest ask =
            decider.ask(
                call, rule, file, Map.of(file, new KeyRing.SubjectKeys(keys)), details, null);
        DecidedEntry decided =
            writes.runFirst(
                List.of(prepared.inKeys(file)),
                ask.draft().at(),
                () -> inMain(file, prepared, collected, ask, work));
        yield new Outcome.Permitted<>(new Written(file, 1, decided.leaf()));
      }
    };
  }

  private DecidedEntry inMain(
      SubjectId file,
      WritePreparation.Prepared prepared,
      CollectionOrigin collected,
      DecisionRequest ask,
      EntryWork work) {
    subjects
        .facts()
        .begin(List.of(new FactStore.Beginning(file, FactChange.NONE, ask.draft().at())));
    subjects
        .store()
        .insertFirst(
            List.of(new ValueStore.Brought(file, prepared.values(), collected, ask.draft())));
    DecidedEntry entry = decider.decideWrite(ask, 0);
    if (!entry.permitted()) {
      throw new IllegalStateException("a new file depends on no fact");
    }
    decider.alongside(entry, work);
    return entry;
  }
}
