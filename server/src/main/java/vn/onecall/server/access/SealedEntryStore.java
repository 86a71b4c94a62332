package vn.onecall.server.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.onecall.server.instances.Instance;
import vn.onecall.translog.Hash;
import vn.onecall.translog.entries.Decided;

/** The entries as they lie in main, for the sequencer and for receipts. */
final class SealedEntryStore {
  private static final String UNHIDDEN =
      """
      not exists (select from access.hidden h where h.subject_id = e.subject_id
        and h.entry_id = e.entry_id and h.until > ?)\
      """;

  private final Instance.Main main;

  SealedEntryStore(Instance.Main main) {
    this.main = main;
  }

  /**
   * Removes entries from the queue, in the transaction that is open; two never take the same one.
   */
  List<EntryFeed.Unsequenced> take(int limit) {
    return main.client()
        .sql(
            """
            delete from access.unsequenced
            where ctid = any(array(
              select ctid from access.unsequenced limit ? for update skip locked))
            returning subject_id, entry_id, leaf
            """)
        .param(limit)
        .query((row, n) -> unsequenced(row))
        .list();
  }

  /** How many entries have no place in the log yet. */
  long waiting() {
    return main.client().sql("select count(*) from access.unsequenced").query(Long.class).single();
  }

  /** Those of the entries named that are there, in the order named. */
  List<EntryFeed.SealedEntry> sealed(List<EntryFeed.Unsequenced> wanted) {
    List<EntryFeed.SealedEntry> entries = new ArrayList<>(wanted.size());
    main.template()
        .query(
            """
            select e.subject_id, e.entry_id, e.at, e.outcome, array_to_string(e.held, ','),
                   e.facts_version, e.policy_version, e.subject_commitment, e.actor_commitment,
                   e.subject_part, e.actor_part
            from unnest(?::uuid[], ?::uuid[]) with ordinality as w(subject_id, entry_id, n)
            join lateral (
              select * from access.entry
              where subject_id = w.subject_id and entry_id = w.entry_id offset 0) e on true
            order by w.n
            """,
            statement -> {
              statement.setArray(
                  1, SqlArrays.column(statement, "uuid", wanted, one -> one.subject().value()));
              statement.setArray(
                  2, SqlArrays.column(statement, "uuid", wanted, EntryFeed.Unsequenced::entry));
            },
            row -> {
              entries.add(sealedEntry(row));
            });
    return entries;
  }

  /**
   * A subject's entries from before a time, the newest first; those of the same moment stay
   * together, so that a page may be longer than asked.
   */
  List<EntryFeed.SealedEntry> before(SubjectId subject, Instant before, int limit, Instant now) {
    return main.client()
        .sql(
            """
            select subject_id, entry_id, at, outcome, array_to_string(held, ','), facts_version,
                   policy_version, subject_commitment, actor_commitment, subject_part, actor_part
            from access.entry e where subject_id = ? and at < ? and UNHIDDEN
            order by at desc fetch first ? rows with ties
            """
                .replace("UNHIDDEN", UNHIDDEN))
        .params(
            subject.value(), before.atOffset(ZoneOffset.UTC), now.atOffset(ZoneOffset.UTC), limit)
        .query((row, n) -> sealedEntry(row))
        .list();
  }

  /** A subject's entry with this leaf, unless an order of secrecy still hides it. */
  Optional<EntryFeed.SealedEntry> find(SubjectId subject, Hash leaf, Instant now) {
    return main.client()
        .sql(
            """
            select subject_id, entry_id, at, outcome, array_to_string(held, ','), facts_version,
                   policy_version, subject_commitment, actor_commitment, subject_part, actor_part
            from access.entry e where subject_id = ? and leaf = ? and UNHIDDEN
            """
                .replace("UNHIDDEN", UNHIDDEN))
        .params(subject.value(), leaf.bytes(), now.atOffset(ZoneOffset.UTC))
        .query((row, n) -> sealedEntry(row))
        .optional();
  }

  private static EntryFeed.Unsequenced unsequenced(ResultSet row) throws SQLException {
    return new EntryFeed.Unsequenced(
        new SubjectId(row.getObject(1, UUID.class)),
        row.getObject(2, UUID.class),
        Hash.of(row.getBytes(3)));
  }

  private static EntryFeed.SealedEntry sealedEntry(ResultSet row) throws SQLException {
    return new EntryFeed.SealedEntry(
        new SubjectId(row.getObject(1, UUID.class)),
        row.getObject(2, UUID.class),
        row.getObject(3, OffsetDateTime.class).toInstant(),
        new Decided(
            Decided.Outcome.of(row.getInt(4)),
            EntryStore.facts(row.getString(5)),
            row.getLong(6),
            row.getInt(7)),
        new EntryFeed.SealedSide(row.getBytes(8), row.getBytes(10)),
        new EntryFeed.SealedSide(row.getBytes(9), row.getBytes(11)));
  }
}
