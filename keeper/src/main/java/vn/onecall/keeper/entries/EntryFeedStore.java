package vn.onecall.keeper.entries;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.keeper.instances.SqlArrays;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.translog.Hash;

/** The queue and the entries as the log reads them, by the rights of the log alone. */
final class EntryFeedStore {
  private final Instance.Log log;

  EntryFeedStore(Instance.Log log) {
    this.log = log;
  }

  /**
   * Removes entries from the queue, in the transaction that is open; two never take the same one:
   * the second waits for the first, and then finds it gone. Locking them before it deletes them
   * would need the right to change them.
   */
  List<EntryFeed.Unsequenced> take(int limit) {
    return log.client()
        .sql(
            """
            delete from access.unsequenced
            where ctid = any(array(
              select ctid from access.unsequenced limit ?))
            returning subject_id, entry_id, leaf
            """)
        .param(limit)
        .query((row, n) -> unsequenced(row))
        .list();
  }

  /** How many entries have no place in the log yet. */
  long waiting() {
    return log.client().sql("select count(*) from access.unsequenced").query(Long.class).single();
  }

  /** Those of the entries named that are there, in the order named. */
  List<EntryFeed.SealedEntry> sealed(List<EntryFeed.Unsequenced> wanted) {
    List<EntryFeed.SealedEntry> entries = new ArrayList<>(wanted.size());
    log.template()
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
              entries.add(SealedEntryStore.sealedEntry(row));
            });
    return entries;
  }

  private static EntryFeed.Unsequenced unsequenced(ResultSet row) throws SQLException {
    return new EntryFeed.Unsequenced(
        new SubjectId(row.getObject(1, UUID.class)),
        row.getObject(2, UUID.class),
        Hash.of(row.getBytes(3)));
  }
}
