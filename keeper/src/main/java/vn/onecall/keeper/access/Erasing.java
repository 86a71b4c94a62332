package vn.onecall.keeper.access;

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
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import vn.onecall.policy.model.ActivityKind;

/**
 * Erases: main marks, the journal is written through to the disk, the keys go, main is told, and
 * only then is the caller answered. One erasure at a time, since each has its place in the chain.
 *
 * <p>What the law orders kept stays sealed under its own key until the law's time is over; the
 * subject is gone for every activity but those that show nothing else.
 */
final class Erasing {
  private final Rulebook rulebook;
  private final KeyRing keys;
  private final KeyDestroying destroying;
  private final SubjectStore subjects;
  private final Decider decider;
  private final ErasureJournal journal;
  private final KeptByLaw kept;
  private final Set<String> marking;
  private final Duration backupRetention;
  private final ReentrantLock oneAtATime = new ReentrantLock();
  private volatile @Nullable String unfinished;

  Erasing(
      Rulebook rulebook,
      KeyRing keys,
      KeyDestroying destroying,
      SubjectStore subjects,
      Decider decider,
      ErasureJournal journal,
      Duration backupRetention) {
    this.rulebook = rulebook;
    this.keys = keys;
    this.destroying = destroying;
    this.subjects = subjects;
    this.decider = decider;
    this.journal = journal;
    this.kept = new KeptByLaw(rulebook.policy());
    this.marking = Suppression.categories(rulebook.policy());
    this.backupRetention = backupRetention;
  }

  /**
   * What is to go, and what goes with it.
   *
   * @param scope works it out under the lock, of what the subject has then
   * @param details lines for the entry
   * @param together a feature's statements
   */
  private record Wanted(
      Function<Set<String>, Optional<ErasureScope>> scope,
      List<String> details,
      Together together) {}

  private record MainMarked(
      DecidedEntry entry, ErasureJournal.@Nullable Entry place, Set<String> held) {}

  /** Erases all that the law lets go, with what a feature has to say of that. */
  Outcome<Erased> erase(Call call, SubjectId subject, List<String> details, Together together) {
    return erase(
        call,
        ActivityKind.ERASE,
        subject,
        new Wanted(held -> Optional.of(new ErasureScope(true, kept.of(held))), details, together));
  }

  /**
   * Erases the categories whose time is over. Where nothing but what the law orders kept is left,
   * the subject ends with it, and the law's time begins.
   *
   * @param due tells what is due of the categories held, once the subject is locked
   */
  Outcome<Erased> eraseDue(Call call, SubjectId subject, UnaryOperator<Set<String>> due) {
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
            Together.NOTHING));
  }

  private Outcome<Erased> erase(Call call, ActivityKind kind, SubjectId subject, Wanted wanted) {
    return switch (rulebook.admit(call, kind, List.of())) {
      case Rulebook.Admission.Turned turned -> decider.turnAway(call, turned);
      case Rulebook.Admission.Admitted(Rulebook.DoorRule rule) -> {
        oneAtATime.lock();
        try {
          yield erase(call, rule, subject, wanted);
        } finally {
          oneAtATime.unlock();
        }
      }
    };
  }

  private Outcome<Erased> erase(
      Call call, Rulebook.DoorRule rule, SubjectId subject, Wanted wanted) {
    // An earlier erasure may have failed between its steps: its place in the chain comes first.
    finishMarked();
    Map<SubjectId, KeyRing.SubjectKeys> theirs = keys.of(List.of(subject));
    Instant at = decider.drafts().now();
    MainMarked marked =
        Objects.requireNonNull(
            subjects
                .main()
                .transactions()
                .execute(status -> mark(call, rule, subject, theirs, wanted, at)));
    if (marked.place == null) {
      return new Outcome.Denied<>(new Denial.NotShown(rule.notShown(), marked.entry.leaf()));
    }
    Gap.ERASURE_MARKED.reached();
    Instant gone = finish(marked.place);
    return new Outcome.Permitted<>(
        new Erased(
            subject,
            marked.held.stream().filter(marked.place.scope()::takes).toList(),
            kept.until(marked.held, marked.place.scope(), at),
            gone,
            at.plus(backupRetention),
            marked.place.position(),
            marked.entry.leaf(),
            marked.entry.draft().openSubject(marked.entry.decided())));
  }

  private MainMarked mark(
      Call call,
      Rulebook.DoorRule rule,
      SubjectId subject,
      Map<SubjectId, KeyRing.SubjectKeys> theirs,
      Wanted wanted,
      Instant at) {
    KeysStore.JournalHead last = subjects.lockJournalHead();
    boolean there = subjects.facts().lock(subject).isPresent() || rule.text().afterEnd();
    Set<String> held = subjects.categories(subject);
    Optional<ErasureScope> wish = wanted.scope.apply(held);
    if (wish.isEmpty()) {
      // Whoever reopened the account meanwhile keeps what was due.
      return new MainMarked(
          decider.decideWithin(
              decider.ask(call, rule, subject, theirs, List.of("erase nothing"), null)),
          null,
          held);
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
        decider.decideWithin(decider.ask(call, rule, subject, theirs, details, null));
    if (!entry.permitted()) {
      return new MainMarked(entry, null, held);
    }
    subjects.markErased(place);
    wanted.together.run(Together.Entered.of(entry));
    return new MainMarked(entry, place, held);
  }

  /** Carries every marked erasure to its end; run before serving, and by who holds the lock. */
  void finishMarked() {
    for (SubjectStore.Marked marked : subjects.unconfirmed()) {
      finish(
          new ErasureJournal.Entry(
              marked.position(), marked.subject(), marked.at(), marked.scope(), marked.head()));
    }
  }

  /** Ends the erasures that failed between their steps, while others may be asked for. */
  void finishInterrupted() {
    oneAtATime.lock();
    try {
      finishMarked();
    } finally {
      oneAtATime.unlock();
    }
  }

  /** Why an erasure that main has marked is not finished, if one is not. */
  Optional<String> unfinished() {
    return Optional.ofNullable(unfinished);
  }

  private Instant finish(ErasureJournal.Entry place) {
    try {
      Instant gone = stepByStep(place);
      unfinished = null;
      return gone;
    } catch (JournalException e) {
      unfinished = e.getMessage();
      throw e;
    } catch (RuntimeException e) {
      unfinished = "A database does not take it: " + e.getClass().getSimpleName();
      throw e;
    }
  }

  private Instant stepByStep(ErasureJournal.Entry place) {
    if (place.position() > journal.size()) {
      journal.append(place);
    }
    Gap.ERASURE_JOURNALED.reached();
    destroying.destroy(place);
    Gap.ERASURE_KEYS_GONE.reached();
    Instant gone = decider.drafts().now();
    subjects.confirmErased(place.position(), gone);
    Gap.ERASURE_CONFIRMED.reached();
    return gone;
  }
}
