package vn.onecall.server.access;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.onecall.sealing.WrappedKey;
import vn.onecall.server.instances.Instance;

/** Every statement on the keys instance. */
final class KeysStore {
  /** A wrapped key as it is stored; pending while its write is not confirmed. */
  record StoredKey(SubjectId subject, String category, WrappedKey wrapped, boolean pending) {}

  /** An index row that a search found: whose, and which version of which value it stands for. */
  record Found(SubjectId subject, int item, int version) {}

  /** A keyed hash to store. */
  record IndexRow(byte[] token, String field, String category, int item, int version) {}

  /** A write that was begun here and not confirmed. */
  record Pending(UUID writeId, SubjectId subject) {}

  /** How far an instance has followed the erasure journal. */
  record JournalHead(long position, byte[] head) {}

  private final Instance.Keys keys;

  KeysStore(Instance.Keys keys) {
    this.keys = keys;
  }

  /** Whose value has this keyed hash: at most {@code limit}, each with its keys. */
  List<Found> find(String field, byte[] token, int limit, Collection<StoredKey> theirKeys) {
    List<Found> found = new ArrayList<>();
    keys.client()
        .sql(
            """
            with hit as (
              select subject_id, item, version from access.blind_index
              where token = ? and field = ? limit ?)
            select h.subject_id, h.item, h.version, k.category, k.epoch, k.wrapped,
                   k.write_id is not null
            from hit h left join access.subject_key k using (subject_id)
            """)
        .params(token, field, limit)
        .query(row -> {
          SubjectId subject = new SubjectId(row.getObject(1, UUID.class));
          Found hit = new Found(subject, row.getInt(2), row.getInt(3));
          if (!found.contains(hit)) {
            found.add(hit);
          }
          if (row.getString(4) != null) {
            theirKeys.add(
                new StoredKey(
                    subject,
                    row.getString(4),
                    new WrappedKey(row.getInt(5), row.getBytes(6)),
                    row.getBoolean(7)));
          }
        });
    return found;
  }

  List<StoredKey> keysOf(Collection<SubjectId> subjects) {
    return keys.template()
        .query(
            """
            select subject_id, category, epoch, wrapped, write_id is not null
            from access.subject_key
            where subject_id = any(?)
            """,
            statement -> statement.setArray(1, SqlArrays.uuids(statement, subjects)),
            (row, n) ->
                new StoredKey(
                    new SubjectId(row.getObject(1, UUID.class)),
                    row.getString(2),
                    new WrappedKey(row.getInt(3), row.getBytes(4)),
                    row.getBoolean(5)));
  }

  /** Stores the keys and index rows of a write that main does not know yet, in one commit. */
  void begin(
      UUID writeId, SubjectId subject, List<StoredKey> newKeys, List<IndexRow> rows, Instant at) {
    keys.transactions()
        .executeWithoutResult(status -> {
          keys.client()
              .sql("insert into access.pending_write (write_id, subject_id, at) values (?, ?, ?)")
              .params(writeId, subject.value(), at.atOffset(ZoneOffset.UTC))
              .update();
          Attempt.noteBegun(writeId, subject);
          batch(
              "insert into access.subject_key (subject_id, category, epoch, wrapped, write_id)"
                  + " values (?, ?, ?, ?, ?)",
              newKeys,
              (statement, key) -> {
                statement.setObject(1, subject.value());
                statement.setString(2, key.category);
                statement.setInt(3, key.wrapped.epoch());
                statement.setBytes(4, key.wrapped.bytes());
                statement.setObject(5, writeId);
              });
          batch(
              "insert into access.blind_index (token, field, subject_id, item, version,"
                  + " category, write_id) values (?, ?, ?, ?, ?, ?, ?)",
              rows,
              (statement, row) -> {
                statement.setBytes(1, row.token);
                statement.setString(2, row.field);
                statement.setObject(3, subject.value());
                statement.setInt(4, row.item);
                statement.setInt(5, row.version);
                statement.setString(6, row.category);
                statement.setObject(7, writeId);
              });
        });
  }

  /** Makes a write's rows stand, and drops the index rows of the versions that it replaced. */
  void confirm(UUID writeId, SubjectId subject) {
    keys.transactions()
        .executeWithoutResult(status -> {
          keys.client()
              .sql(
                  """
                  delete from access.blind_index older using access.blind_index newer
                  where newer.write_id = ? and newer.subject_id = ?
                    and older.subject_id = newer.subject_id and older.field = newer.field
                    and older.item = newer.item and older.version < newer.version
                  """)
              .params(writeId, subject.value())
              .update();
          for (String table : List.of("subject_key", "blind_index")) {
            keys.client()
                .sql(
                    "update access."
                        + table
                        + " set write_id = null where subject_id = ? and write_id = ?")
                .params(subject.value(), writeId)
                .update();
          }
          keys.client()
              .sql("delete from access.pending_write where write_id = ?")
              .param(writeId)
              .update();
        });
  }

  /** Removes what a write left behind that main never got. */
  void discard(UUID writeId, SubjectId subject) {
    keys.transactions()
        .executeWithoutResult(status -> {
          for (String table : List.of("subject_key", "blind_index")) {
            keys.client()
                .sql("delete from access." + table + " where subject_id = ? and write_id = ?")
                .params(subject.value(), writeId)
                .update();
          }
          keys.client()
              .sql("delete from access.pending_write where write_id = ?")
              .param(writeId)
              .update();
        });
  }

  List<Pending> pendingSince(Instant before) {
    return keys.client()
        .sql("select write_id, subject_id from access.pending_write where at < ? order by at")
        .param(before.atOffset(ZoneOffset.UTC))
        .query((row, n) ->
            new Pending(row.getObject(1, UUID.class), new SubjectId(row.getObject(2, UUID.class))))
        .list();
  }

  /** The unfinished writes of one subject. */
  List<Pending> pendingOf(SubjectId subject) {
    return keys.client()
        .sql("select write_id from access.pending_write where subject_id = ? order by at")
        .param(subject.value())
        .query((row, n) -> new Pending(row.getObject(1, UUID.class), subject))
        .list();
  }

  /**
   * Destroys the keys and index rows that an erasure takes, and notes how far the journal was
   * followed.
   */
  void forget(SubjectId subject, ErasureScope scope, JournalHead journal, Suppression suppression) {
    keys.transactions()
        .executeWithoutResult(status -> {
          suppress(subject, scope, suppression);
          for (String table : List.of("subject_key", "blind_index")) {
            keys.client()
                .sql(
                    "delete from access."
                        + table
                        + " where subject_id = ? and (category = any(?::text[])) <> ?")
                .params(subject.value(), scope.literal(), scope.ends())
                .update();
          }
          if (scope.ends()) {
            keys.client()
                .sql("delete from access.pending_write where subject_id = ?")
                .param(subject.value())
                .update();
          }
          // That a call was carried out is still known; what it said is not.
          keys.client()
              .sql("update access.idempotency set body = null where subject_id = ?")
              .param(subject.value())
              .update();
          keys.client()
              .sql(
                  """
                  insert into access.journal_head (position, head) values (?, ?)
                  on conflict (only_row) do update
                  set position = excluded.position, head = excluded.head
                  where journal_head.position < excluded.position
                  """)
              .params(journal.position, journal.head)
              .update();
        });
  }

  private void suppress(SubjectId subject, ErasureScope scope, Suppression suppression) {
    List<byte[]> tokens =
        keys.client()
            .sql(
                "select token from access.blind_index where subject_id = ?"
                    + " and field = any(?::text[]) and (category = any(?::text[])) <> ?")
            .params(
                subject.value(),
                "{" + String.join(",", suppression.fields()) + "}",
                scope.literal(),
                scope.ends())
            .query((row, n) -> row.getBytes(1))
            .list();
    batch(
        "insert into access.suppression (mark) values (?) on conflict do nothing",
        tokens,
        (statement, token) -> statement.setBytes(1, suppression.mark(token)));
  }

  /** Whether any of the marks is on the suppression list. */
  boolean suppressed(List<byte[]> marks) {
    return !marks.isEmpty()
        && Boolean.TRUE.equals(
            keys.template()
                .query(
                    "select exists (select from access.suppression where mark = any(?))",
                    statement ->
                        statement.setArray(1, SqlArrays.bytes(statement, marks, one -> one)),
                    row -> row.next() && row.getBoolean(1)));
  }

  Optional<JournalHead> journalHead() {
    return keys.client()
        .sql("select position, head from access.journal_head")
        .query((row, n) -> new JournalHead(row.getLong(1), row.getBytes(2)))
        .optional();
  }

  /** The key of a day; the offered one is stored if the day has none. */
  WrappedKey dayKey(LocalDate day, WrappedKey offered) {
    keys.client()
        .sql(
            "insert into access.day_key (day, epoch, wrapped) values (?, ?, ?)"
                + " on conflict do nothing")
        .params(day, offered.epoch(), offered.bytes())
        .update();
    return keys.client()
        .sql("select epoch, wrapped from access.day_key where day = ?")
        .param(day)
        .query((row, n) -> new WrappedKey(row.getInt(1), row.getBytes(2)))
        .single();
  }

  /** The subjects that have keys here, in order of their ids. */
  void eachSubject(java.util.function.Consumer<UUID> visit) {
    keys.template()
        .query(
            "select distinct subject_id from access.subject_key order by subject_id",
            row -> {
              visit.accept(row.getObject(1, UUID.class));
            });
  }

  private interface Setter<T> {
    void set(PreparedStatement statement, T value) throws SQLException;
  }

  private <T> void batch(String sql, List<T> values, Setter<T> setter) {
    if (!values.isEmpty()) {
      keys.template().batchUpdate(sql, values, values.size(), setter::set);
    }
  }
}
