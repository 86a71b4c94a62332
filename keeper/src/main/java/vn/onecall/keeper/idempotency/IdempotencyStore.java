package vn.onecall.keeper.idempotency;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.keeper.writes.ClaimStore;
import vn.onecall.translog.Hash;

/** Every statement on the calls that carry a key, and what main says of their writes. */
final class IdempotencyStore {
  /**
   * A call as it is stored.
   *
   * @param body the keyed hash of the request; empty once its subject was erased
   * @param attempt who carries it out; another, if the first gave way
   * @param busyUntil how long nobody else asks what came of it
   * @param writeId its write, once begun
   * @param kept its answer, once known
   */
  record Row(
      byte @Nullable [] body,
      UUID attempt,
      Instant createdAt,
      Instant busyUntil,
      @Nullable UUID writeId,
      @Nullable SubjectId subject,
      IdempotentCalls.@Nullable StoredAnswer kept) {}

  private final Instance.Keys keys;
  private final Instance.Main main;

  IdempotencyStore(Instance.Keys keys, Instance.Main main) {
    this.keys = keys;
    this.main = main;
  }

  /** Takes a key for an attempt, if nobody has it. */
  boolean take(byte[] key, String client, byte[] body, UUID attempt, Instant now, Instant until) {
    return keys.client()
            .sql(
                """
                insert into access.idempotency (key, client, body, attempt, created_at, busy_until)
                values (?, ?, ?, ?, ?, ?) on conflict do nothing
                """)
            .params(key, client, body, attempt, utc(now), utc(until))
            .update()
        == 1;
  }

  /** Takes a key over from an attempt that nothing came of, and nothing will. */
  boolean takeOver(byte[] key, UUID from, UUID to, Instant until) {
    return keys.client()
            .sql(
                """
                update access.idempotency
                set attempt = ?, busy_until = ?, write_id = null, subject_id = null
                where key = ? and attempt = ? and status is null
                """)
            .params(to, utc(until), key, from)
            .update()
        == 1;
  }

  Optional<Row> find(byte[] key) {
    return keys.client()
        .sql(
            """
            select body, attempt, created_at, busy_until, write_id, subject_id, status, version,
                   entry
            from access.idempotency where key = ?
            """)
        .param(key)
        .query((row, n) -> row(row))
        .optional();
  }

  /** Notes which write an attempt has begun; not if the attempt has lost its key. */
  boolean begun(byte[] key, UUID attempt, UUID writeId, SubjectId subject) {
    return keys.client()
            .sql(
                """
                update access.idempotency set write_id = ?, subject_id = ?
                where key = ? and attempt = ? and status is null
                """)
            .params(writeId, subject.value(), key, attempt)
            .update()
        == 1;
  }

  /** Keeps the answer of an attempt. */
  void keep(byte[] key, UUID attempt, IdempotentCalls.StoredAnswer kept) {
    keys.client()
        .sql(
            """
            update access.idempotency set status = ?, subject_id = ?, version = ?, entry = ?
            where key = ? and attempt = ? and status is null
            """)
        .param(kept.status())
        .param(kept.subject().value())
        .param(kept.version())
        .param(kept.entry() == null ? null : kept.entry().bytes())
        .param(key)
        .param(attempt)
        .update();
  }

  /** Lets the key of an attempt go, from which nothing came. */
  void drop(byte[] key, UUID attempt) {
    keys.client()
        .sql("delete from access.idempotency where key = ? and attempt = ? and status is null")
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

  /** Lets every key go that has no answer, as at a start: who held them is gone. */
  void releaseAll(Instant now) {
    keys.client()
        .sql("update access.idempotency set busy_until = ? where status is null")
        .param(utc(now))
        .update();
  }

  void dropOlder(Instant than) {
    keys.client()
        .sql("delete from access.idempotency where created_at < ?")
        .param(utc(than))
        .update();
  }

  /** Who ended a write: the sweeper, the writer, or nobody yet. */
  Optional<ClaimStore.Winner> winner(SubjectId subject, UUID writeId) {
    return main.client()
        .sql("select winner from access.claim where subject_id = ? and write_id = ?")
        .params(subject.value(), writeId)
        .query(Integer.class)
        .optional()
        .map(winner -> winner == 1 ? ClaimStore.Winner.WRITER : ClaimStore.Winner.SWEEPER);
  }

  /**
   * What a write that stands would have answered. The entry has the moment of the claim; where more
   * than one has it, which of them it is stays unsaid.
   */
  IdempotentCalls.StoredAnswer written(SubjectId subject, UUID writeId) {
    List<IdempotentCalls.StoredAnswer> kept =
        main.client()
            .sql(
                """
                select e.leaf, exists (
                  select from access.sealed s where s.subject_id = e.subject_id
                    and s.entry_id = e.entry_id and s.first_registration)
                from access.claim c
                join access.entry e on e.subject_id = c.subject_id and e.at = c.at
                  and e.outcome = 1
                where c.subject_id = ? and c.write_id = ? and c.winner = 1
                """)
            .params(subject.value(), writeId)
            .query((row, n) -> {
              boolean registered = row.getBoolean(2);
              return new IdempotentCalls.StoredAnswer(
                  registered ? 201 : 200,
                  subject,
                  registered ? 1L : null,
                  Hash.of(row.getBytes(1)));
            })
            .list();
    return kept.size() == 1
        ? kept.getFirst()
        : new IdempotentCalls.StoredAnswer(200, subject, null, null);
  }

  private static Row row(ResultSet row) throws SQLException {
    UUID id = row.getObject(6, UUID.class);
    SubjectId subject = id == null ? null : new SubjectId(id);
    int status = row.getInt(7);
    long version = row.getLong(8);
    byte[] entry = row.getBytes(9);
    return new Row(
        row.getBytes(1),
        row.getObject(2, UUID.class),
        row.getObject(3, OffsetDateTime.class).toInstant(),
        row.getObject(4, OffsetDateTime.class).toInstant(),
        row.getObject(5, UUID.class),
        subject,
        status == 0 || subject == null
            ? null
            : new IdempotentCalls.StoredAnswer(
                status,
                subject,
                version == 0 ? null : version,
                entry == null ? null : Hash.of(entry)));
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
