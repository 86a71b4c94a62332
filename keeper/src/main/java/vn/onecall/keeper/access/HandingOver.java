package vn.onecall.keeper.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.policy.model.ActivityKind;

/**
 * Hands a subject's fields to somebody outside. It stands alone in its transaction, with the rows
 * by which the feature knows of it: no crash leaves one without the other.
 */
final class HandingOver {
  private final Rulebook rulebook;
  private final KeyRing keys;
  private final Decider decider;
  private final Opener opener;
  private final Instance.Main main;
  private final HiddenStore hidden;

  HandingOver(Rulebook rulebook, KeyRing keys, Decider decider, Opener opener, Instance.Main main) {
    this.rulebook = rulebook;
    this.keys = keys;
    this.decider = decider;
    this.opener = opener;
    this.main = main;
    this.hidden = new HiddenStore(main);
  }

  Outcome<Grant> handOver(Call call, ActivityKind kind, SubjectId subject, HandOver what) {
    return switch (rulebook.admit(call, kind, what.fields())) {
      case Rulebook.Admission.Turned turned -> decider.turnAway(call, turned);
      case Rulebook.Admission.Admitted(Rulebook.DoorRule whole) -> {
        Rulebook.DoorRule rule = rulebook.narrowed(whole, what.fields(), what.also());
        Map<SubjectId, KeyRing.SubjectKeys> theirs = keys.of(List.of(subject));
        List<String> details = new ArrayList<>(rule.details());
        details.addAll(what.details());
        EntryAsk ask = decider.ask(call, rule, subject, theirs, details, null);
        DecidedEntry decided =
            Objects.requireNonNull(main.transactions().execute(status -> decide(ask, what)));
        yield decided.permitted()
            ? new Outcome.Permitted<>(new Grant(opener, rule.activity(), List.of(decided), theirs))
            : new Outcome.Denied<>(new Denial.NotShown(rule.notShown(), decided.leaf()));
      }
    };
  }

  private DecidedEntry decide(EntryAsk ask, HandOver what) {
    DecidedEntry decided = decider.decideWithin(ask);
    if (decided.permitted()) {
      what.hiddenUntil().ifPresent(until -> hidden.hide(ask.draft(), until));
      what.together().run(Together.Entered.of(decided));
    }
    return decided;
  }
}
