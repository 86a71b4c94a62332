package vn.onecall.server.access;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import vn.onecall.policy.ActivityKind;

/**
 * Erases: main marks, the journal is written through to the disk, the keys go, main is told, and
 * only then is the caller answered. One erasure at a time, since each has its place in the chain.
 */
final class Erasing {
  private final Rulebook rulebook;
  private final KeyRing keys;
  private final KeysStore keysStore;
  private final SubjectStore subjects;
  private final Decider decider;
  private final ErasureJournal journal;
  private final Duration backupRetention;
  private final ReentrantLock oneAtATime = new ReentrantLock();

  Erasing(
      Rulebook rulebook,
      KeyRing keys,
      KeysStore keysStore,
      SubjectStore subjects,
      Decider decider,
      ErasureJournal journal,
      Duration backupRetention) {
    this.rulebook = rulebook;
    this.keys = keys;
    this.keysStore = keysStore;
    this.subjects = subjects;
    this.decider = decider;
    this.journal = journal;
    this.backupRetention = backupRetention;
  }

  private record MainMarked(DecidedEntry entry, ErasureJournal.@Nullable Entry place) {}

  Outcome<Erased> erase(Call call, SubjectId subject) {
    return switch (rulebook.admit(call, ActivityKind.ERASE, List.of())) {
      case Rulebook.Admission.Turned turned -> decider.turnAway(call, turned);
      case Rulebook.Admission.Admitted(Rulebook.DoorRule rule) -> {
        oneAtATime.lock();
        try {
          yield erase(call, rule, subject);
        } finally {
          oneAtATime.unlock();
        }
      }
    };
  }

  private Outcome<Erased> erase(Call call, Rulebook.DoorRule rule, SubjectId subject) {
    // An earlier erasure may have failed between its steps: its place in the chain comes first.
    finishMarked();
    Map<SubjectId, KeyRing.SubjectKeys> theirs = keys.of(List.of(subject));
    Instant at = decider.drafts().now();
    MainMarked marked =
        Objects.requireNonNull(
            subjects
                .main()
                .transactions()
                .execute(status -> mark(call, rule, subject, theirs, at)));
    if (marked.place == null) {
      return new Outcome.Denied<>(new Denial.NotShown(rule.notShown(), marked.entry.leaf()));
    }
    Gap.ERASURE_MARKED.reached();
    Instant gone = finish(marked.place);
    return new Outcome.Permitted<>(
        new Erased(
            subject,
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
      Instant at) {
    KeysStore.JournalHead last = subjects.lockJournalHead();
    Optional<Long> alive = subjects.lock(subject);
    ErasureJournal.Entry place = ErasureJournal.follow(last.position(), last.head(), subject, at);
    List<String> details =
        alive.isEmpty()
            ? List.of()
            : List.of(
                "erase all",
                "journal %d %s".formatted(place.position(), HexFormat.of().formatHex(place.head())),
                "unrecoverable-at " + at.plus(backupRetention));
    DecidedEntry entry =
        decider.decideWithin(decider.ask(call, rule, subject, theirs, details, null));
    if (!entry.permitted()) {
      return new MainMarked(entry, null);
    }
    subjects.markErased(place);
    return new MainMarked(entry, place);
  }

  /** Carries every marked erasure to its end; run before serving, and by who holds the lock. */
  void finishMarked() {
    for (SubjectStore.Marked marked : subjects.unconfirmed()) {
      finish(
          new ErasureJournal.Entry(
              marked.position(), marked.subject(), marked.at(), marked.head()));
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

  private Instant finish(ErasureJournal.Entry place) {
    if (place.position() > journal.size()) {
      journal.append(place);
    }
    Gap.ERASURE_JOURNALED.reached();
    keysStore.forget(place.subject(), new KeysStore.JournalHead(place.position(), place.head()));
    keys.forget(place.subject());
    Gap.ERASURE_KEYS_GONE.reached();
    Instant gone = decider.drafts().now();
    subjects.confirmErased(place.subject(), gone);
    Gap.ERASURE_CONFIRMED.reached();
    return gone;
  }
}
