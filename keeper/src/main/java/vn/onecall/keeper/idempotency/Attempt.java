package vn.onecall.keeper.idempotency;

import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.onecall.keeper.faults.OverloadedException;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.translog.Hash;

/**
 * The first attempt of a call with an idempotency key, while it is carried out. It is bound to the
 * thread of the request, so that the classes that write need not pass it on. The key store calls
 * {@link #noteBegun} in the transaction that begins a write, and the door calls {@link
 * #noteWritten} before it answers.
 */
public final class Attempt {
  private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);
  private static final ThreadLocal<@Nullable Attempt> CURRENT = new ThreadLocal<>();

  private final IdempotencyStore store;
  private final byte[] key;
  private final UUID id;
  private final Clock clock;
  private boolean begun;
  private boolean kept;

  Attempt(IdempotencyStore store, byte[] key, UUID id, Clock clock) {
    this.store = store;
    this.key = key;
    this.id = id;
    this.clock = clock;
  }

  /** From here on what this thread writes is this attempt's. */
  public void enter() {
    CURRENT.set(this);
  }

  /**
   * What this thread writes is no longer this attempt's. Where nothing was written the key is free
   * again; where nobody knows, whoever sends the call again finds out.
   *
   * @param status of the answer
   */
  public void leave(int status) {
    CURRENT.remove();
    if (kept) {
      return;
    }
    try {
      if (begun && status >= 500) {
        store.release(key, id, clock.instant());
      } else {
        store.drop(key, id);
      }
    } catch (RuntimeException e) {
      LOG.warn("The key of a call could not be freed; it is free in a minute.");
    }
  }

  /**
   * Notes a write beside the key of this thread's call, if it has one. To be called inside the
   * transaction on keys that begins the write.
   *
   * @throws OverloadedException if the call took so long that it was given to another
   */
  public static void noteBegun(UUID writeId, SubjectId subject) {
    Attempt current = CURRENT.get();
    if (current != null) {
      if (!current.store.begun(current.key, current.id, writeId, subject)) {
        throw new OverloadedException("The call took too long, and was sent again meanwhile.");
      }
      current.begun = true;
    }
  }

  /**
   * Keeps what came of this thread's call, if it has a key and it was a write.
   *
   * @param status the HTTP status of the answer
   * @param version of the subject's facts after it, where it is known
   */
  public static void noteWritten(
      int status, SubjectId subject, @Nullable Long version, Hash entry) {
    Attempt current = CURRENT.get();
    if (current != null) {
      current.keep(new IdempotentCalls.StoredAnswer(status, subject, version, entry));
    }
  }

  /** The write is durable already; a key that cannot say so yet asks main when it must. */
  private void keep(IdempotentCalls.StoredAnswer what) {
    kept = true;
    try {
      store.keep(key, id, what);
    } catch (RuntimeException e) {
      LOG.warn("The answer of a call could not be kept with its key; main knows it.");
    }
  }
}
