package vn.onecall.keeper.writes;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Caller;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.decisions.DecidedEntry;
import vn.onecall.keeper.decisions.Decider;
import vn.onecall.keeper.decisions.DecisionRequest;
import vn.onecall.keeper.decisions.EntryWork;
import vn.onecall.keeper.decisions.Rulebook;
import vn.onecall.keeper.entries.EntryDraft;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.keeper.keys.KeyRing;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.translog.Hash;
import vn.onecall.translog.entries.DecisionRecord;

/**
 * Logs administrative acts: those about no subject, such as an agreement or an approval, and what
 * happened to data that was disclosed. The entry and the feature's rows are one commit.
 */
public final class ManageOperation {
  private final Rulebook rulebook;
  private final KeyRing keys;
  private final Decider decider;
  private final Instance.Main main;

  public ManageOperation(Rulebook rulebook, KeyRing keys, Decider decider, Instance.Main main) {
    this.rulebook = rulebook;
    this.keys = keys;
    this.decider = decider;
    this.main = main;
  }

  public Outcome<Hash> manage(
      Call call, ActivityKind kind, SubjectId subject, List<String> details, EntryWork work) {
    return switch (rulebook.admit(call, kind, List.of())) {
      case Rulebook.Admission.Refused refused -> decider.refuse(call, refused);
      case Rulebook.Admission.Admitted(Rulebook.DoorRule rule) -> {
        // An ended subject has no key left under which an entry of theirs could be opened.
        Map<SubjectId, KeyRing.SubjectKeys> theirs =
            subject.equals(SubjectId.NOBODY) ? Map.of() : keys.of(List.of(subject));
        KeyRing.SubjectKeys known = theirs.get(subject);
        DecisionRequest ask =
            new DecisionRequest(
                decider
                    .drafts()
                    .draft(
                        call,
                        rule.activity().purpose(),
                        known == null ? SubjectId.NOBODY : subject,
                        known == null ? null : known.logKey(),
                        details,
                        decider.drafts().now()),
                DecisionRequest.RuleText.NONE,
                null,
                DecisionRecord.Outcome.PERMITTED);
        yield new Outcome.Permitted<>(
            Objects.requireNonNull(
                main.transactions()
                    .execute(status -> {
                      DecidedEntry decided = decider.decideWrite(ask, 0);
                      decider.alongside(decided, work);
                      return decided.leaf();
                    })));
      }
    };
  }

  /** Writes the entry by which a policy version begins to serve. */
  public Hash announcePolicy() {
    Call call =
        Call.own("policy.serve", new Caller("server", Set.of(), Optional.empty()), "policy");
    Policy policy = rulebook.policy();
    EntryDraft draft =
        decider
            .drafts()
            .draft(
                call,
                "-",
                SubjectId.NOBODY,
                null,
                List.of("policy %d %s".formatted(policy.version(), policy.sha256())),
                decider.drafts().now());
    return decider
        .decide(
            List.of(
                new DecisionRequest(
                    draft, DecisionRequest.RuleText.NONE, null, DecisionRecord.Outcome.PERMITTED)))
        .getFirst()
        .leaf();
  }
}
