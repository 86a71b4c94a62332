package vn.onecall.keeper.decisions;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Denial;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.entries.HiddenEntryStore;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.keeper.keys.KeyRing;
import vn.onecall.keeper.subjects.PolicyFieldTypes;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.translog.Hash;

/**
 * Discloses fields of a subject to somebody outside. It runs in a transaction of its own, together
 * with the feature's rows, so that no crash leaves one without the other.
 */
public final class DiscloseOperation {
  private final Rulebook rulebook;
  private final KeyRing keys;
  private final Decider decider;
  private final Opener opener;
  private final Instance.Main main;
  private final HiddenEntryStore hidden;

  public DiscloseOperation(
      Rulebook rulebook,
      KeyRing keys,
      Decider decider,
      PolicyFieldTypes types,
      Clock clock,
      Instance.Main main) {
    this.rulebook = rulebook;
    this.keys = keys;
    this.decider = decider;
    this.opener = new Opener(types, clock);
    this.main = main;
    this.hidden = new HiddenEntryStore(main);
  }

  /** Discloses now. */
  public Outcome<Grant> disclose(Call call, ActivityKind kind, SubjectId subject, Disclosure what) {
    return switch (rulebook.admit(call, kind, what.fields())) {
      case Rulebook.Admission.Refused refused -> decider.refuse(call, refused);
      case Rulebook.Admission.Admitted(Rulebook.DoorRule whole) -> {
        Rulebook.DoorRule rule = rulebook.narrowed(whole, what.fields(), what.also());
        Map<SubjectId, KeyRing.SubjectKeys> theirs = keys.of(List.of(subject));
        DecidedEntry decided = decide(call, rule, subject, theirs, what);
        yield decided.permitted()
            ? new Outcome.Permitted<>(new Grant(opener, rule.activity(), List.of(decided), theirs))
            : new Outcome.Denied<>(new Denial.NotShown(rule.notShown(), decided.leaf()));
      }
    };
  }

  /**
   * Decides, as {@link #disclose} does, what is to be disclosed later by calls of its own. Nothing
   * is read or opened, and the entry says that the fields are queued, not that they were shown.
   */
  public Outcome<Hash> queue(Call call, ActivityKind kind, SubjectId subject, Disclosure what) {
    return switch (rulebook.admit(call, kind, what.fields())) {
      case Rulebook.Admission.Refused refused -> decider.refuse(call, refused);
      case Rulebook.Admission.Admitted(Rulebook.DoorRule whole) -> {
        Rulebook.DoorRule rule =
            rulebook.queueing(rulebook.narrowed(whole, what.fields(), what.also()));
        DecidedEntry decided = decide(call, rule, subject, keys.of(List.of(subject)), what);
        yield decided.permitted()
            ? new Outcome.Permitted<>(decided.leaf())
            : new Outcome.Denied<>(new Denial.NotShown(rule.notShown(), decided.leaf()));
      }
    };
  }

  private DecidedEntry decide(
      Call call,
      Rulebook.DoorRule rule,
      SubjectId subject,
      Map<SubjectId, KeyRing.SubjectKeys> theirs,
      Disclosure what) {
    List<String> details = new ArrayList<>(rule.details());
    details.addAll(what.details());
    DecisionRequest ask = decider.ask(call, rule, subject, theirs, details, null);
    return Objects.requireNonNull(main.transactions().execute(status -> decide(ask, what)));
  }

  private DecidedEntry decide(DecisionRequest ask, Disclosure what) {
    DecidedEntry decided = decider.decideWrite(ask, 0);
    if (decided.permitted()) {
      what.hiddenUntil().ifPresent(until -> hidden.hide(ask.draft(), until));
      decider.alongside(decided, what.work());
    }
    return decided;
  }
}
