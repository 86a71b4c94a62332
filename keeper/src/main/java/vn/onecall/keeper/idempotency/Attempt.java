package vn.onecall.keeper.idempotency;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import vn.onecall.keeper.faults.CrashPoint;
import vn.onecall.keeper.faults.OverloadedException;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.translog.Hash;

/**
 * The carrying out of a call that has a key. It is bound to the thread, so that the door's
 * operations need not pass it on: each claims the call in the commit of what it writes. Outside a
 * call with a key nothing is claimed and nothing kept.
 */
public final class Attempt {
  private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);
  private static final ThreadLocal<@Nullable Attempt> CURRENT = new ThreadLocal<>();

  /**
   * The call of which this is an attempt.
   *
   * @param key the keyed hash of its caller's key
   * @param id its own
   * @param secrets seals what the caller alone may read again; none if its key could be guessed
   */
  record Of(byte[] key, UUID id, CallSecrets secrets) {}

  private final IdempotencyStore store;
  private final ActStore acts;
  private final Of call;
  private final UUID id;
  private final Clock clock;
  private int committed;
  private int open;
  private boolean uncertain;
  private boolean lost;
  private boolean subjectNoted;

  Attempt(IdempotencyStore store, ActStore acts, Of call, UUID id, Clock clock) {
    this.store = store;
    this.acts = acts;
    this.call = call;
    this.id = id;
    this.clock = clock;
  }

  /** Whether this thread carries out a call that has a key. */
  public static boolean isUnderWay() {
    return CURRENT.get() != null;
  }

  /**
   * The id for what a call makes: the call's own, by which the thing is found when the call is sent
   * again. A random one outside a call with a key.
   */
  public static UUID newId() {
    Attempt current = CURRENT.get();
    return current == null ? UUID.randomUUID() : current.call.id;
  }

  /**
   * Claims this thread's call, if it has a key, as part of what is written. To be called inside the
   * transaction on main that writes it.
   *
   * @throws OverloadedException if the call was carried out by another attempt
   */
  public static void claim(SubjectId subject, long version, Hash entry, Instant at) {
    Attempt current = CURRENT.get();
    if (current != null) {
      current.claimHere(new CarriedOutCall.Act(subject, version, entry, at, "", CallSecrets.NONE));
    }
  }

  /**
   * Notes beside what was claimed last, in the same transaction, what an answer is made again of.
   *
   * @param note codes and dates; no personal data
   * @param secret what cannot be made again and the caller alone may read; it is kept only if the
   *     caller's key could not be guessed
   */
  public static void note(String note, String secret) {
    Attempt current = CURRENT.get();
    if (current != null) {
      byte @Nullable [] sealed =
          current.call.secrets.seal(current.call.id, current.last(), secret).orElse(null);
      current.acts.note(current.call.id, current.last(), note, sealed);
    }
  }

  /** Keeps what was sealed to somebody outside, after the commit of what was claimed last. */
  static void keep(String sealed) {
    Attempt current = CURRENT.get();
    if (current != null && current.committed > 0) {
      try {
        current.acts.keep(current.call.id, current.last(), CallSecrets.plain(sealed));
      } catch (RuntimeException e) {
        LOG.warn("What a call has sealed could not be kept; a repeated call will lack it.");
      }
    }
  }

  /**
   * Notes beside the caller's key of whom the call is, so that what is known of the request dies
   * with them.
   *
   * @throws OverloadedException if the call took so long that it was given to another
   */
  public static void noteSubject(SubjectId subject) {
    Attempt current = CURRENT.get();
    if (current != null && !current.subjectNoted && !subject.equals(SubjectId.NOBODY)) {
      if (!current.store.noteSubject(current.call.key, current.id, subject)) {
        current.lost = true;
        throw tookTooLong();
      }
      current.subjectNoted = true;
    }
  }

  private void claimHere(CarriedOutCall.Act act) {
    noteSubject(act.subject());
    if (open == 0) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
              completed(status);
            }
          });
    }
    uncertain = true;
    if (!acts.claim(call.id, committed + open, act)) {
      lost = true;
      throw tookTooLong();
    }
    open++;
  }

  private void completed(int status) {
    if (status == TransactionSynchronization.STATUS_COMMITTED) {
      committed += open;
    }
    uncertain = status == TransactionSynchronization.STATUS_UNKNOWN;
    open = 0;
  }

  private static OverloadedException tookTooLong() {
    return new OverloadedException("The call took too long, and was sent again meanwhile.");
  }

  private int last() {
    return committed + open - 1;
  }

  /** Whether another attempt has carried out the call, so that this one wrote nothing. */
  boolean isLost() {
    return lost && committed == 0;
  }

  /** The gap between the commit of what was written and its answer, in which a test may halt. */
  void reached() {
    if (committed > 0) {
      CrashPoint.CALL_CARRIED_OUT.reached();
    }
  }

  /** From here on what this thread writes is this attempt's. */
  void enter() {
    CURRENT.set(this);
  }

  /**
   * What this thread writes is no longer this attempt's. Where nothing was written the key is free
   * again; where nobody knows, whoever sends the call again finds out.
   */
  void leave() {
    CURRENT.remove();
    try {
      if (committed > 0) {
        store.finish(call.key, id);
      } else if (uncertain) {
        store.release(call.key, id, clock.instant());
      } else {
        store.drop(call.key, id);
      }
    } catch (RuntimeException e) {
      LOG.warn("The key of a call could not be let go; main is asked in a minute.");
    }
  }
}
