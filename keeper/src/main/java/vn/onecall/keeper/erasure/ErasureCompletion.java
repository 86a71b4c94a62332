package vn.onecall.keeper.erasure;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.onecall.keeper.faults.CrashPoint;
import vn.onecall.keeper.faults.JournalException;

/**
 * Carries an erasure that main has marked to its end: the journal is written through to the disk,
 * the keys are destroyed, and main confirms it. A step that was done before is not done again.
 */
public final class ErasureCompletion {
  private final ErasureStore erasures;
  private final ErasureJournal journal;
  private final KeyDestruction destruction;
  private final Clock clock;
  private final ReentrantLock oneAtATime = new ReentrantLock();
  private volatile @Nullable String unfinished;

  public ErasureCompletion(
      ErasureStore erasures, ErasureJournal journal, KeyDestruction destruction, Clock clock) {
    this.erasures = erasures;
    this.journal = journal;
    this.destruction = destruction;
    this.clock = clock;
  }

  ErasureStore erasures() {
    return erasures;
  }

  ErasureJournal journal() {
    return journal;
  }

  KeyDestruction destruction() {
    return destruction;
  }

  /** Runs one erasure while no other runs, since each has its place in the chain. */
  <T> T alone(Supplier<T> erasure) {
    oneAtATime.lock();
    try {
      return erasure.get();
    } finally {
      oneAtATime.unlock();
    }
  }

  /** Carries every marked erasure to its end; run before serving, and by who holds the lock. */
  void finishMarked() {
    for (ErasureStore.Marked marked : erasures.unconfirmed()) {
      finish(
          new ErasureJournal.Entry(
              marked.position(), marked.subject(), marked.at(), marked.scope(), marked.head()));
    }
  }

  /** Ends the erasures that failed between their steps, while others may be asked for. */
  public void finishInterrupted() {
    oneAtATime.lock();
    try {
      finishMarked();
    } finally {
      oneAtATime.unlock();
    }
  }

  /** Why an erasure that main has marked is not finished, if one is not. */
  public Optional<String> unfinished() {
    return Optional.ofNullable(unfinished);
  }

  /** Carries one erasure to its end; when its keys were gone. */
  Instant finish(ErasureJournal.Entry place) {
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
    CrashPoint.ERASURE_JOURNALED.reached();
    destruction.destroy(place);
    CrashPoint.ERASURE_KEYS_GONE.reached();
    Instant gone = clock.instant().truncatedTo(ChronoUnit.MICROS);
    erasures.confirmErased(place.position(), gone);
    CrashPoint.ERASURE_CONFIRMED.reached();
    return gone;
  }
}
