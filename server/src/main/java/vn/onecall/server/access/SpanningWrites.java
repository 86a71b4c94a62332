package vn.onecall.server.access;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Writes that span instances: keys and index rows as pending, then main (claim, facts, values and
 * entry in one commit), then confirm. Main's commit is the write; what follows only tidies, and the
 * {@link Sweeper} does it if we cannot.
 */
final class SpanningWrites {
  private static final Logger LOG = LoggerFactory.getLogger(SpanningWrites.class);

  private final KeyRing keys;
  private final KeysStore keysStore;
  private final SubjectStore subjects;

  SpanningWrites(KeyRing keys, KeysStore keysStore, SubjectStore subjects) {
    this.keys = keys;
    this.keysStore = keysStore;
    this.subjects = subjects;
  }

  /**
   * Writes.
   *
   * @param inMain the statements on main, the deciding one among them; where it refuses, they have
   *     written nothing else
   * @throws OverloadedException if somebody else ended the write first; nothing was stored
   */
  DecidedEntry run(
      SubjectId subject,
      ValueWriting.Prepared prepared,
      Instant at,
      Supplier<DecidedEntry> inMain) {
    UUID writeId = UUID.randomUUID();
    keysStore.begin(writeId, subject, prepared.newKeys(), prepared.index(), at);
    Gap.KEYS_PENDING.reached();
    DecidedEntry decided;
    try {
      decided =
          inMain(() -> {
            claim(subject, writeId, at);
            return inMain.get();
          });
    } catch (ConflictException e) {
      keysStore.discard(writeId, subject);
      throw e;
    }
    if (!decided.permitted()) {
      keysStore.discard(writeId, subject);
      return decided;
    }
    Gap.MAIN_COMMITTED.reached();
    keys.forget(subject);
    try {
      keysStore.confirm(writeId, subject);
    } catch (DataAccessException e) {
      LOG.warn("A write is durable but not yet confirmed in keys; the sweeper will do it.");
    }
    Gap.KEYS_CONFIRMED.reached();
    return decided;
  }

  /** Runs statements on main in one transaction. */
  DecidedEntry inMain(Supplier<DecidedEntry> statements) {
    return Objects.requireNonNull(
        subjects.main().transactions().execute(status -> statements.get()));
  }

  private void claim(SubjectId subject, UUID writeId, Instant at) {
    if (!subjects.claim(subject, writeId, SubjectStore.Winner.WRITER, at)) {
      throw new OverloadedException(
          "The write took too long, or gave way to another of the same subject; nothing was stored.");
    }
  }
}
