package vn.onecall.keeper.writes;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import vn.onecall.keeper.faults.OverloadedException;
import vn.onecall.keeper.faults.WriteOvertakenException;
import vn.onecall.keeper.subjects.SubjectId;

/**
 * Makes the writes of one subject one after the other, since each builds on the keys and versions
 * that the one before it leaves. Within this process they wait for each other; a write that one of
 * another process overtakes is made again.
 */
final class SubjectTurns {
  private static final int TRIES = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int PAUSE_MILLIS = 4;

  /**
   * Subjects share locks, so that their number is bounded; a lock is never taken within another.
   */
  private final ReentrantLock[] locks = new ReentrantLock[1024];

  SubjectTurns() {
    Arrays.setAll(locks, i -> new ReentrantLock(true));
  }

  /**
   * Makes a write in its turn.
   *
   * @param write prepares and stores it; made again if another came first
   * @throws OverloadedException if its turn does not come in time; nothing was stored
   */
  <T> T take(SubjectId subject, Supplier<T> write) {
    ReentrantLock lock = locks[Math.floorMod(subject.hashCode(), locks.length)];
    await(lock);
    try {
      for (int tries = 1; ; tries++) {
        try {
          return write.get();
        } catch (WriteOvertakenException e) {
          if (tries == TRIES) {
            throw e;
          }
          pause(tries);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private static void await(ReentrantLock lock) {
    try {
      if (lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new OverloadedException("Too many writes of one subject wait; nothing was stored.");
  }

  /** Of two that overtake each other, chance lets one be first. */
  private static void pause(int tries) {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(1, (long) PAUSE_MILLIS << tries));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WriteOvertakenException();
    }
  }
}
