package vn.onecall.keeper.keys;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import vn.onecall.keeper.faults.WriteOvertakenException;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.keeper.instances.SqlArrays;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.sealing.WrappedKey;

/** The wrapped keys of subjects and days, the blind index, and the writes under way, in keys. */
public final class SubjectKeyStore {
  /** A wrapped key as it is stored; pending while its write is not confirmed. */
  public record StoredKey(
      SubjectId subject, String category, WrappedKey wrapped, boolean pending) {}

  /** An index row that a search found: whose, and which version of which value it stands for. */
  public record Found(SubjectId subject, int item, int version) {}

  /** A keyed hash to store. */
  public record IndexRow(byte[] token, String field, String category, int item, int version) {}

  /**
   * A write that was begun here and not confirmed.
   *
   * @param subjects whose; main's claim of it stands by the first
   */
  public record Pending(UUID writeId, List<SubjectId> subjects) {
    public Pending {
      subjects = List.copyOf(subjects);
    }

    public static Pending of(UUID writeId, SubjectId subject) {
      return new Pending(writeId, List.of(subject));
    }

    public SubjectId first() {
      return subjects.getFirst();
    }
  }

  /** What a write brings for one subject. */
  public record Part(SubjectId subject, List<StoredKey> newKeys, List<IndexRow> rows) {}

  private final Instance.Keys keys;
  private final BiConsumer<UUID, SubjectId> begun;

  /**
   * The store.
   *
   * @param begun hears of each write that begins, with its first subject, inside the transaction
   *     that begins it
   */
  public SubjectKeyStore(Instance.Keys keys, BiConsumer<UUID, SubjectId> begun) {
    this.keys = keys;
    this.begun = begun;
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
                   exists (select from access.pending_write p where p.write_id = k.write_id)
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
            select subject_id, category, epoch, wrapped,
                   exists (select from access.pending_write p where p.write_id = k.write_id)
            from access.subject_key k
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

  /**
   * Stores the keys and index rows of a write that main does not know yet, in one commit. They name
   * their write for good, and are pending for as long as the write is.
   *
   * @throws WriteOvertakenException if another write brought one of them first; nothing was stored
   */
  public void begin(Pending write, List<Part> parts, Instant at) {
    List<StoredKey> newKeys = parts.stream().flatMap(part -> part.newKeys.stream()).toList();
    List<Owned> rows =
        parts.stream()
            .flatMap(part -> part.rows.stream().map(row -> new Owned(part.subject, row)))
            .toList();
    keys.transactions()
        .executeWithoutResult(status -> {
          insert(write, at);
          begun.accept(write.writeId, write.first());
          if (!newKeys.isEmpty()) {
            insertKeys(write.writeId, newKeys);
          }
          if (!rows.isEmpty()) {
            insertRows(write.writeId, rows);
          }
        });
  }

  private record Owned(SubjectId subject, IndexRow row) {}

  private void insert(Pending write, Instant at) {
    List<SubjectId> others = write.subjects.subList(1, write.subjects.size());
    keys.template()
        .update(
            "insert into access.pending_write (write_id, subject_id, others, at)"
                + " values (?, ?, ?, ?)",
            statement -> {
              statement.setObject(1, write.writeId);
              statement.setObject(2, write.first().value());
              statement.setArray(3, others.isEmpty() ? null : SqlArrays.uuids(statement, others));
              statement.setObject(4, at.atOffset(ZoneOffset.UTC));
            });
  }

  private void insertKeys(UUID writeId, List<StoredKey> newKeys) {
    int inserted =
        keys.template()
            .update(
                """
                insert into access.subject_key (write_id, subject_id, category, epoch, wrapped)
                select ?::uuid, * from unnest(?::uuid[], ?::text[], ?::int4[], ?::bytea[])
                on conflict (subject_id, category) do nothing
                """,
                statement -> {
                  statement.setObject(1, writeId);
                  statement.setArray(
                      2, SqlArrays.column(statement, "uuid", newKeys, key -> key.subject.value()));
                  statement.setArray(
                      3, SqlArrays.column(statement, "text", newKeys, StoredKey::category));
                  statement.setArray(
                      4, SqlArrays.column(statement, "int4", newKeys, key -> key.wrapped.epoch()));
                  statement.setArray(
                      5, SqlArrays.bytes(statement, newKeys, key -> key.wrapped.bytes()));
                });
    if (inserted < newKeys.size()) {
      // What was sealed under the new key would be lost.
      throw new WriteOvertakenException();
    }
  }

  private void insertRows(UUID writeId, List<Owned> rows) {
    keys.template()
        .update(
            """
            insert into access.blind_index
              (write_id, subject_id, token, field, item, version, category)
            select ?::uuid, *
            from unnest(?::uuid[], ?::bytea[], ?::text[], ?::int4[], ?::int4[], ?::text[])
            """,
            statement -> {
              statement.setObject(1, writeId);
              statement.setArray(
                  2, SqlArrays.column(statement, "uuid", rows, each -> each.subject.value()));
              statement.setArray(3, SqlArrays.bytes(statement, rows, each -> each.row.token));
              statement.setArray(
                  4, SqlArrays.column(statement, "text", rows, each -> each.row.field));
              statement.setArray(
                  5, SqlArrays.column(statement, "int4", rows, each -> each.row.item));
              statement.setArray(
                  6, SqlArrays.column(statement, "int4", rows, each -> each.row.version));
              statement.setArray(
                  7, SqlArrays.column(statement, "text", rows, each -> each.row.category));
            });
  }

  /** Makes a write's rows stand, and drops the index rows of the versions that it replaced. */
  public void confirm(Pending write) {
    keys.transactions()
        .executeWithoutResult(status -> {
          keys.template()
              .update(
                  """
                  delete from access.blind_index older using access.blind_index newer
                  where newer.write_id = ? and newer.subject_id = any(?)
                    and older.subject_id = newer.subject_id and older.field = newer.field
                    and older.item = newer.item and older.version < newer.version
                  """,
                  statement -> {
                    statement.setObject(1, write.writeId);
                    statement.setArray(2, SqlArrays.uuids(statement, write.subjects));
                  });
          end(write.writeId);
        });
  }

  /** Makes the rows of a write stand that replaced nothing. */
  public void confirmFirst(Pending write) {
    end(write.writeId);
  }

  /** Removes what a write left behind that main never got. */
  public void discard(Pending write) {
    keys.transactions()
        .executeWithoutResult(status -> {
          for (String table : List.of("subject_key", "blind_index")) {
            keys.template()
                .update(
                    "delete from access." + table + " where subject_id = any(?) and write_id = ?",
                    statement -> {
                      statement.setArray(1, SqlArrays.uuids(statement, write.subjects));
                      statement.setObject(2, write.writeId);
                    });
          }
          end(write.writeId);
        });
  }

  private void end(UUID writeId) {
    keys.client()
        .sql("delete from access.pending_write where write_id = ?")
        .param(writeId)
        .update();
  }

  public List<Pending> pendingSince(Instant before) {
    return keys.client()
        .sql(
            "select write_id, subject_id, others from access.pending_write where at < ? order by at")
        .param(before.atOffset(ZoneOffset.UTC))
        .query((row, n) -> pending(row))
        .list();
  }

  /** The unfinished writes of one subject: its own, and one that it shares with others. */
  public List<Pending> pendingOf(SubjectId subject) {
    return keys.client()
        .sql(
            """
            select write_id, subject_id, others from access.pending_write
            where subject_id = ? or write_id in (
              select write_id from access.subject_key where subject_id = ?)
            order by at
            """)
        .params(subject.value(), subject.value())
        .query((row, n) -> pending(row))
        .list();
  }

  private static Pending pending(ResultSet row) throws SQLException {
    List<SubjectId> subjects = new ArrayList<>();
    subjects.add(new SubjectId(row.getObject(2, UUID.class)));
    Array others = row.getArray(3);
    if (others != null) {
      for (UUID other : (UUID[]) others.getArray()) {
        subjects.add(new SubjectId(other));
      }
    }
    return new Pending(row.getObject(1, UUID.class), subjects);
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

  /** How many subjects have keys here, and a checksum of their ids. */
  public String subjectsDigest() {
    return keys.client()
        .sql(
            "select count(*) || '/' || coalesce(sum(uuid_hash_extended(subject_id, 0)), 0)"
                + " from access.subject_key where category = 'log'")
        .query(String.class)
        .single();
  }

  /** The subjects that have keys here, in order of their ids. */
  public void eachSubject(Consumer<UUID> visit) {
    keys.template()
        .query(
            "select distinct subject_id from access.subject_key order by subject_id",
            row -> {
              visit.accept(row.getObject(1, UUID.class));
            });
  }
}
