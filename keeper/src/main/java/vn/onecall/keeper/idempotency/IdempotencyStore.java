package vn.onecall.keeper.idempotency;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.keeper.subjects.SubjectId;

/** The keys of calls, and who carries out which, in keys. */
final class IdempotencyStore {
  /**
   * A call as it is stored.
   *
   * @param body the keyed hash of the request; empty once its subject was erased
   * @param attempt who carries it out; another, if the first gave way
   * @param call the call's own id, under which main knows what it wrote
   * @param busyUntil how long nobody else asks what came of it
   * @param done whether it was carried out, and whoever did has nothing more to keep
   */
  record Row(byte @Nullable [] body, UUID attempt, UUID call, Instant busyUntil, boolean done) {
    boolean isOfAnother(byte[] request) {
      return body != null && !Arrays.equals(body, request);
    }
  }

  private final Instance.Keys keys;

  IdempotencyStore(Instance.Keys keys) {
    this.keys = keys;
  }

  /** Takes a key for the first attempt of a call, whose id is the call's too, if nobody has it. */
  boolean take(byte[] key, String client, byte[] body, UUID attempt, Instant now, Instant until) {
    return keys.client()
            .sql(
                """
                insert into access.idempotency
                  (key, client, body, attempt, call_id, created_at, busy_until)
                values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """)
            .params(key, client, body, attempt, attempt, utc(now), utc(until))
            .update()
        == 1;
  }

  /** Takes a key over from an attempt of which main knows nothing, or knows no more. */
  boolean takeOver(byte[] key, UUID from, UUID to, Instant until) {
    return keys.client()
            .sql(
                """
                update access.idempotency set attempt = ?, busy_until = ?, done = false
                where key = ? and attempt = ?
                """)
            .params(to, utc(until), key, from)
            .update()
        == 1;
  }

  Optional<Row> find(byte[] key) {
    return keys.client()
        .sql(
            "select body, attempt, call_id, busy_until, done from access.idempotency where key = ?")
        .param(key)
        .query((row, n) ->
            new Row(
                row.getBytes(1),
                row.getObject(2, UUID.class),
                row.getObject(3, UUID.class),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                row.getBoolean(5)))
        .optional();
  }

  /** Notes of whom a call is; not if the attempt has lost its key. */
  boolean noteSubject(byte[] key, UUID attempt, SubjectId subject) {
    return keys.client()
            .sql(
                """
                update access.idempotency set subject_id = ?
                where key = ? and attempt = ? and not done
                """)
            .params(subject.value(), key, attempt)
            .update()
        == 1;
  }

  /** Says that a call was carried out. */
  void finish(byte[] key, UUID attempt) {
    keys.client()
        .sql("update access.idempotency set done = true where key = ? and attempt = ?")
        .params(key, attempt)
        .update();
  }

  /** Lets the key of an attempt go, from which nothing came. */
  void drop(byte[] key, UUID attempt) {
    keys.client()
        .sql("delete from access.idempotency where key = ? and attempt = ? and not done")
        .params(key, attempt)
        .update();
  }

  /** Lets the key of a place go, where something else is put now. */
  void forget(byte[] key, UUID attempt) {
    keys.client()
        .sql("delete from access.idempotency where key = ? and attempt = ?")
        .params(key, attempt)
        .update();
  }

  /** Lets the next caller find out what came of an attempt. */
  void release(byte[] key, UUID attempt, Instant now) {
    keys.client()
        .sql("update access.idempotency set busy_until = ? where key = ? and attempt = ?")
        .params(utc(now), key, attempt)
        .update();
  }

  /** Lets every key go that is not done, as at a start: who held them is gone. */
  void releaseAll(Instant now) {
    keys.client()
        .sql("update access.idempotency set busy_until = ? where not done")
        .param(utc(now))
        .update();
  }

  void dropOlder(Instant than) {
    keys.client()
        .sql("delete from access.idempotency where created_at < ?")
        .param(utc(than))
        .update();
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
