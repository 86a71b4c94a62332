package vn.onecall.keeper.writes;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import vn.onecall.keeper.decisions.DecidedEntry;
import vn.onecall.keeper.faults.ConflictException;
import vn.onecall.keeper.faults.CrashPoint;
import vn.onecall.keeper.faults.WriteOvertakenException;
import vn.onecall.keeper.keys.KeyRing;
import vn.onecall.keeper.keys.SubjectKeyStore;
import vn.onecall.keeper.subjects.SubjectId;

/**
 * Writes that span instances: keys and index rows as pending, then main (claim, facts, values and
 * entry in one commit), then confirm. Main's commit is the write; what follows only tidies, and the
 * {@link Sweeper} does it if we cannot.
 */
public final class CrossInstanceWrites {
  private static final Logger LOG = LoggerFactory.getLogger(CrossInstanceWrites.class);

  private final KeyRing keys;
  private final SubjectKeyStore keysStore;
  private final ClaimStore claims;
  private final SubjectTurns turns = new SubjectTurns();

  public CrossInstanceWrites(KeyRing keys, SubjectKeyStore keysStore, ClaimStore claims) {
    this.keys = keys;
    this.keysStore = keysStore;
    this.claims = claims;
  }

  /**
   * Makes a write of one subject in its turn.
   *
   * @param write prepares it and {@link #run runs} it; made again if another came first
   */
  <T> T inTurn(SubjectId subject, Supplier<T> write) {
    return turns.take(subject, write);
  }

  /**
   * Writes to one subject.
   *
   * @param inMain the statements on main, the deciding one among them; where it refuses, they have
   *     written nothing else
   * @throws WriteOvertakenException if another write came first; nothing was stored
   */
  DecidedEntry run(
      SubjectId subject,
      WritePreparation.Prepared prepared,
      Instant at,
      Supplier<DecidedEntry> inMain) {
    SubjectKeyStore.Pending write = SubjectKeyStore.Pending.of(UUID.randomUUID(), subject);
    begin(write, List.of(prepared.inKeys(subject)), at);
    DecidedEntry decided;
    try {
      decided = inMain(write, at, inMain);
    } catch (ConflictException | WriteOvertakenException e) {
      keysStore.discard(write);
      throw e;
    }
    if (!decided.permitted()) {
      keysStore.discard(write);
      return decided;
    }
    keys.forget(subject);
    confirm(() -> keysStore.confirm(write));
    return decided;
  }

  /**
   * Writes new claims, all of them or none: nobody knows them yet, so that nothing is replaced and
   * nothing is cached.
   *
   * @param inMain the statements on main, which refuse nobody
   * @throws WriteOvertakenException if somebody else ended the write first; nothing was stored
   */
  <T> T runFirst(List<SubjectKeyStore.Part> parts, Instant at, Supplier<T> inMain) {
    SubjectKeyStore.Pending write =
        new SubjectKeyStore.Pending(
            UUID.randomUUID(), parts.stream().map(SubjectKeyStore.Part::subject).toList());
    begin(write, parts, at);
    T result = inMain(write, at, inMain);
    confirm(() -> keysStore.confirmFirst(write));
    return result;
  }

  private void begin(SubjectKeyStore.Pending write, List<SubjectKeyStore.Part> parts, Instant at) {
    keysStore.begin(write, parts, at);
    CrashPoint.KEYS_PENDING.reached();
  }

  private <T> T inMain(SubjectKeyStore.Pending write, Instant at, Supplier<T> statements) {
    return inMain(() -> {
      claim(write, at);
      return statements.get();
    });
  }

  private static void confirm(Runnable confirming) {
    CrashPoint.MAIN_COMMITTED.reached();
    try {
      confirming.run();
    } catch (DataAccessException e) {
      LOG.warn("A write is durable but not yet confirmed in keys; the sweeper will do it.");
    }
    CrashPoint.KEYS_CONFIRMED.reached();
  }

  /** Runs statements on main in one transaction. */
  <T> T inMain(Supplier<T> statements) {
    return Objects.requireNonNull(claims.main().transactions().execute(status -> statements.get()));
  }

  private void claim(SubjectKeyStore.Pending write, Instant at) {
    if (!claims.claim(write.first(), write.writeId(), ClaimStore.Winner.WRITER, at)) {
      throw new WriteOvertakenException();
    }
  }
}
