package vn.onecall.keeper.erasure;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Denial;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.decisions.DecidedEntry;
import vn.onecall.keeper.decisions.Decider;
import vn.onecall.keeper.decisions.EntryWork;
import vn.onecall.keeper.decisions.Rulebook;
import vn.onecall.keeper.faults.CrashPoint;
import vn.onecall.keeper.faults.ErasureWaitsException;
import vn.onecall.keeper.faults.OverloadedException;
import vn.onecall.keeper.features.DataHolder;
import vn.onecall.keeper.features.ErasureCondition;
import vn.onecall.keeper.idempotency.Attempt;
import vn.onecall.keeper.idempotency.CarriedOutCall;
import vn.onecall.keeper.keys.KeyRing;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.translog.Hash;
import vn.onecall.translog.entries.Opening;

/**
 * Erases: main marks, the journal is written through to the disk, the keys go, main is told, and
 * only then is the caller answered. One erasure at a time, since each has its place in the chain.
 *
 * <p>What the law orders kept stays sealed under its own key until the law's time is over; the
 * subject is gone for every activity but those that show nothing else.
 */
public final class EraseOperation {
  private final Rulebook rulebook;
  private final KeyRing keys;
  private final ErasureStore erasures;
  private final ErasureCompletion completion;
  private final Decider decider;
  private final FeatureShare features;
  private final LegalRetention kept;
  private final Set<String> marking;
  private final Duration backupRetention;

  /**
   * What features do with an erasure, by the schema of each.
   *
   * @param conditions what they settle before it
   * @param holders what erases their own rows
   */
  public record FeatureShare(
      Map<String, ErasureCondition> conditions, Map<String, DataHolder> holders) {
    public FeatureShare {
      conditions = Map.copyOf(conditions);
      holders = Map.copyOf(holders);
    }
  }

  public EraseOperation(
      Rulebook rulebook,
      KeyRing keys,
      ErasureStore erasures,
      ErasureCompletion completion,
      Decider decider,
      FeatureShare features,
      Duration backupRetention) {
    this.rulebook = rulebook;
    this.keys = keys;
    this.erasures = erasures;
    this.completion = completion;
    this.decider = decider;
    this.features = features;
    this.kept = new LegalRetention(rulebook.policy());
    this.marking = SuppressionList.categories(rulebook.policy());
    this.backupRetention = backupRetention;
  }

  /**
   * What is to go, and what goes with it.
   *
   * @param scope works it out under the lock, of what the subject has then
   * @param details lines for the entry
   * @param work a feature's statements
   */
  private record Wanted(
      Function<Set<String>, Optional<ErasureScope>> scope, List<String> details, EntryWork work) {}

  private record MainMarked(
      DecidedEntry entry, ErasureJournal.@Nullable Entry place, @Nullable ErasureNote note) {}

  /**
   * Erases all that the law lets go, with what a feature has to say of that.
   *
   * @throws ErasureWaitsException if something owed to the subject comes first; nothing was erased
   */
  public Outcome<Erased> erase(Call call, SubjectId subject, List<String> details, EntryWork work) {
    return erase(
        call,
        ActivityKind.ERASE,
        subject,
        new Wanted(held -> Optional.of(new ErasureScope(true, kept.of(held))), details, work));
  }

  /**
   * Erases the categories whose time is over. Where nothing but what the law orders kept is left,
   * the subject ends with it, and the law's time begins. Where something owed to the subject comes
   * first, nothing is due yet.
   *
   * @param due tells what is due of the categories held, once the subject is locked
   */
  public Outcome<Erased> eraseDue(Call call, SubjectId subject, UnaryOperator<Set<String>> due) {
    return erase(
        call,
        ActivityKind.RETENTION,
        subject,
        new Wanted(
            held -> {
              Set<String> goes = due.apply(held);
              Set<String> stays = new TreeSet<>(held);
              stays.removeAll(goes);
              if (goes.isEmpty()) {
                return Optional.empty();
              }
              return Optional.of(
                  kept.of(held).containsAll(stays)
                      ? new ErasureScope(true, stays)
                      : new ErasureScope(false, goes));
            },
            List.of(),
            EntryWork.NONE));
  }

  private Outcome<Erased> erase(Call call, ActivityKind kind, SubjectId subject, Wanted wanted) {
    return switch (rulebook.admit(call, kind, List.of())) {
      case Rulebook.Admission.Refused refused -> decider.refuse(call, refused);
      case Rulebook.Admission.Admitted(Rulebook.DoorRule rule) ->
          completion.alone(() -> eraseOrWait(call, rule, subject, wanted));
    };
  }

  /** The erasure that waits undid its own entry with the rest; that it was tried is an entry. */
  private Outcome<Erased> eraseOrWait(
      Call call, Rulebook.DoorRule rule, SubjectId subject, Wanted wanted) {
    try {
      return erase(call, rule, subject, wanted);
    } catch (ErasureWaitsException e) {
      DecidedEntry entry =
          decider
              .decide(
                  List.of(
                      decider.ask(
                          call,
                          rule,
                          subject,
                          keys.of(List.of(subject)),
                          List.of("erase nothing", "waits " + e.code()),
                          null)))
              .getFirst();
      if (rule.activity().kind() == ActivityKind.RETENTION) {
        return new Outcome.Denied<>(new Denial.NotShown(rule.notShown(), entry.leaf()));
      }
      throw e;
    }
  }

  private Outcome<Erased> erase(
      Call call, Rulebook.DoorRule rule, SubjectId subject, Wanted wanted) {
    // An earlier erasure may have failed between its steps: its place in the chain comes first.
    completion.finishMarked();
    Map<SubjectId, KeyRing.SubjectKeys> theirs = keys.of(List.of(subject));
    Instant at = decider.drafts().now();
    MainMarked marked =
        Objects.requireNonNull(
            erasures
                .main()
                .transactions()
                .execute(status -> mark(call, rule, subject, theirs, wanted, at)));
    if (marked.place == null || marked.note == null) {
      return new Outcome.Denied<>(new Denial.NotShown(rule.notShown(), marked.entry.leaf()));
    }
    CrashPoint.ERASURE_MARKED.reached();
    Instant gone = completion.finish(marked.place);
    return new Outcome.Permitted<>(
        erased(
            subject,
            marked.note,
            gone,
            marked.entry.leaf(),
            Optional.of(marked.entry.draft().openSubject(marked.entry.decided()))));
  }

  /**
   * What an erasure answered that was asked for before.
   *
   * @throws OverloadedException if it is marked and its keys are not gone yet
   */
  public Erased again(CarriedOutCall.Act act) {
    ErasureNote note = ErasureNote.parse(act.note());
    Instant gone =
        erasures
            .confirmedAt(note.journalPosition())
            .orElseThrow(() -> new OverloadedException("The erasure is not finished yet."));
    return erased(act.subject(), note, gone, act.entry(), act.kept().map(Opening::parse));
  }

  private static Erased erased(
      SubjectId subject, ErasureNote note, Instant gone, Hash entry, Optional<Opening> opening) {
    return new Erased(
        subject,
        note.categories(),
        note.kept(),
        gone,
        note.unrecoverableAt(),
        note.journalPosition(),
        entry,
        opening);
  }

  private MainMarked mark(
      Call call,
      Rulebook.DoorRule rule,
      SubjectId subject,
      Map<SubjectId, KeyRing.SubjectKeys> theirs,
      Wanted wanted,
      Instant at) {
    JournalHead last = erasures.lockJournalHead();
    boolean there = erasures.facts().lock(subject).isPresent() || rule.text().afterEnd();
    Set<String> held = erasures.categories(subject);
    Optional<ErasureScope> wish = wanted.scope.apply(held);
    if (wish.isEmpty()) {
      // Whoever reopened the account meanwhile keeps what was due.
      return new MainMarked(
          decider.decideWithin(
              decider.ask(call, rule, subject, theirs, List.of("erase nothing"), null)),
          null,
          null);
    }
    ErasureScope scope = wish.get();
    ErasureJournal.Entry place =
        ErasureJournal.follow(last.position(), last.head(), subject, at, scope);
    List<String> details = new ArrayList<>();
    if (there) {
      details.add("erase " + scope.format());
      details.add(
          "journal %d %s".formatted(place.position(), HexFormat.of().formatHex(place.head())));
      details.add("unrecoverable-at " + at.plus(backupRetention));
      kept.until(held, scope, at)
          .forEach(each ->
              details.add("kept %s %s %s".formatted(each.category(), each.until(), each.law())));
      if (marking.stream().anyMatch(scope::takes)) {
        details.add("residue suppression");
      }
      details.addAll(wanted.details);
    }
    DecidedEntry entry =
        decider.decideWrite(decider.ask(call, rule, subject, theirs, details, null), 0);
    if (!entry.permitted()) {
      return new MainMarked(entry, null, null);
    }
    decider.alongside(entry, wanted.work);
    settle(new ErasureCondition.Erasing(subject, entry.leaf(), at, scope.ends()));
    erasures.markErased(place);
    ErasureNote note =
        new ErasureNote(
            held.stream().filter(scope::takes).sorted().toList(),
            kept.until(held, scope, at),
            at.plus(backupRetention),
            place.position());
    Attempt.note(note.format(), entry.draft().openSubject(entry.decided()).format());
    if (scope.ends()) {
      features.holders.forEach((feature, holder) ->
          decider.asFeature(feature, transaction -> holder.erase(subject, transaction)));
    }
    return new MainMarked(entry, place, note);
  }

  private void settle(ErasureCondition.Erasing erasing) {
    features.conditions.forEach((feature, condition) ->
        decider.asFeature(
            feature,
            transaction ->
                condition
                    .settle(erasing, transaction)
                    .ifPresent(wait -> {
                      throw new ErasureWaitsException(wait.code(), wait.words());
                    })));
  }
}
