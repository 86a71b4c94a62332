package vn.onecall.keeper.access;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.translog.Hash;
import vn.onecall.translog.entries.Decided;

/**
 * Keeps what speaks of no subject, such as an agreement or an approval, and what has happened to
 * what was handed over of one: its entry and the feature's rows in one commit.
 */
final class Managing {
  private final Rulebook rulebook;
  private final KeyRing keys;
  private final Decider decider;
  private final Instance.Main main;

  Managing(Rulebook rulebook, KeyRing keys, Decider decider, Instance.Main main) {
    this.rulebook = rulebook;
    this.keys = keys;
    this.decider = decider;
    this.main = main;
  }

  Outcome<Hash> manage(
      Call call, ActivityKind kind, SubjectId subject, List<String> details, Together together) {
    return switch (rulebook.admit(call, kind, List.of())) {
      case Rulebook.Admission.Turned turned -> decider.turnAway(call, turned);
      case Rulebook.Admission.Admitted(Rulebook.DoorRule rule) -> {
        // An ended subject has no key left under which an entry of theirs could be opened.
        Map<SubjectId, KeyRing.SubjectKeys> theirs =
            subject.equals(SubjectId.NOBODY) ? Map.of() : keys.of(List.of(subject));
        KeyRing.SubjectKeys known = theirs.get(subject);
        EntryAsk ask =
            new EntryAsk(
                decider
                    .drafts()
                    .draft(
                        call,
                        rule.activity().purpose(),
                        known == null ? SubjectId.NOBODY : subject,
                        known == null ? null : known.logKey(),
                        details,
                        decider.drafts().now()),
                EntryAsk.RuleText.NONE,
                null,
                Decided.Outcome.PERMITTED);
        yield new Outcome.Permitted<>(
            Objects.requireNonNull(
                main.transactions()
                    .execute(status -> {
                      DecidedEntry decided = decider.decideWithin(ask);
                      together.run(Together.Entered.of(decided));
                      return decided.leaf();
                    })));
      }
    };
  }

  /** Writes the entry by which a policy version begins to serve. */
  Hash announcePolicy() {
    Call call = Call.own("policy.serve", new Caller("server", Set.of(), Optional.empty()), "policy");
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
            List.of(new EntryAsk(draft, EntryAsk.RuleText.NONE, null, Decided.Outcome.PERMITTED)))
        .getFirst()
        .leaf();
  }
}
