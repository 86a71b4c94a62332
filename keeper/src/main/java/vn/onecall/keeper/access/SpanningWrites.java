package vn.onecall.keeper.access;

import java.time.Instant;
import java.util.List;
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
   * Writes to one subject.
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
    KeysStore.Pending write = KeysStore.Pending.of(UUID.randomUUID(), subject);
    begin(write, List.of(prepared.inKeys(subject)), at);
    DecidedEntry decided;
    try {
      decided = inMain(write, at, inMain);
    } catch (ConflictException e) {
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
   * Writes new subjects, all of them or none: nobody knows them yet, so that nothing is replaced
   * and nothing is cached.
   *
   * @param inMain the statements on main, which refuse nobody
   * @throws OverloadedException if somebody else ended the write first; nothing was stored
   */
  <T> T runFirst(List<KeysStore.Part> parts, Instant at, Supplier<T> inMain) {
    KeysStore.Pending write =
        new KeysStore.Pending(
            UUID.randomUUID(), parts.stream().map(KeysStore.Part::subject).toList());
    begin(write, parts, at);
    T result = inMain(write, at, inMain);
    confirm(() -> keysStore.confirmFirst(write));
    return result;
  }

  private void begin(KeysStore.Pending write, List<KeysStore.Part> parts, Instant at) {
    keysStore.begin(write, parts, at);
    Gap.KEYS_PENDING.reached();
  }

  private <T> T inMain(KeysStore.Pending write, Instant at, Supplier<T> statements) {
    return inMain(() -> {
      claim(write, at);
      return statements.get();
    });
  }

  private static void confirm(Runnable confirming) {
    Gap.MAIN_COMMITTED.reached();
    try {
      confirming.run();
    } catch (DataAccessException e) {
      LOG.warn("A write is durable but not yet confirmed in keys; the sweeper will do it.");
    }
    Gap.KEYS_CONFIRMED.reached();
  }

  /** Runs statements on main in one transaction. */
  <T> T inMain(Supplier<T> statements) {
    return Objects.requireNonNull(
        subjects.main().transactions().execute(status -> statements.get()));
  }

  private void claim(KeysStore.Pending write, Instant at) {
    if (!subjects.claim(write.first(), write.writeId(), SubjectStore.Winner.WRITER, at)) {
      throw new OverloadedException(
          "The write took too long, or gave way to another of the same subject; nothing was stored.");
    }
  }
}
