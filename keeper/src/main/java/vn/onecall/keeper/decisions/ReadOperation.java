package vn.onecall.keeper.decisions;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Denial;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.keys.KeyRing;
import vn.onecall.keeper.keys.SubjectKeyStore;
import vn.onecall.keeper.subjects.PolicyFieldTypes;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.translog.entries.DecisionRecord;

/** Finds and reads subjects: the operations of the door that show values. */
public final class ReadOperation {
  private final Rulebook rulebook;
  private final KeyRing keys;
  private final Decider decider;
  private final Opener opener;

  public ReadOperation(
      Rulebook rulebook, KeyRing keys, Decider decider, PolicyFieldTypes types, Clock clock) {
    this.rulebook = rulebook;
    this.keys = keys;
    this.decider = decider;
    this.opener = new Opener(types, clock);
  }

  public Outcome<Grant> find(Call call, String field, String term) {
    return switch (rulebook.admit(call, ActivityKind.SEARCH, List.of(field))) {
      case Rulebook.Admission.Refused refused -> decider.refuse(call, refused);
      case Rulebook.Admission.Admitted(Rulebook.DoorRule rule) -> find(call, rule, field, term);
    };
  }

  private Outcome<Grant> find(Call call, Rulebook.DoorRule rule, String field, String term) {
    KeyRing.Search search = keys.search(field, term);
    if (search.found().isEmpty() || search.found().size() > KeyRing.MOST_FOUND) {
      String detail =
          "search " + field + (search.found().isEmpty() ? " found-nobody" : " found-too-many");
      DecidedEntry entry = decider.aboutNobody(call, rule, detail, DecisionRecord.Outcome.NOBODY);
      return permitted(rule, List.of(entry), Map.of());
    }
    List<String> details = new ArrayList<>(rule.details());
    details.add("search " + field);
    List<DecisionRequest> asks = new ArrayList<>();
    for (SubjectKeyStore.Found found : search.found()) {
      asks.add(
          decider.ask(
              call,
              rule,
              found.subject(),
              search.keys(),
              details,
              new DecisionRequest.Match(field, found.item(), found.version())));
    }
    return permitted(rule, decider.decide(asks), search.keys());
  }

  public Outcome<Grant> read(Call call, ActivityKind kind, List<SubjectId> subjects) {
    Set<SubjectId> each = new LinkedHashSet<>(subjects);
    if (each.isEmpty()) {
      throw new IllegalArgumentException("a read names at least one subject");
    }
    return switch (rulebook.admit(call, kind, List.of())) {
      case Rulebook.Admission.Refused refused -> decider.refuse(call, refused);
      case Rulebook.Admission.Admitted(Rulebook.DoorRule rule) -> {
        Map<SubjectId, KeyRing.SubjectKeys> theirs = keys.of(each);
        List<DecisionRequest> asks =
            each.stream()
                .map(one -> decider.ask(call, rule, one, theirs, rule.details(), null))
                .toList();
        // What is sent to somebody is not sent twice; what is shown is shown again.
        List<DecidedEntry> decided =
            kind == ActivityKind.SEND ? decider.decideOnce(asks, "") : decider.decide(asks);
        if (decided.stream().noneMatch(DecidedEntry::permitted)) {
          yield new Outcome.Denied<>(
              new Denial.NotShown(rule.notShown(), decided.getFirst().leaf()));
        }
        yield permitted(rule, decided, theirs);
      }
    };
  }

  private Outcome<Grant> permitted(
      Rulebook.DoorRule rule,
      List<DecidedEntry> decided,
      Map<SubjectId, KeyRing.SubjectKeys> theirs) {
    return new Outcome.Permitted<>(new Grant(opener, rule.activity(), decided, theirs));
  }
}
