package vn.onecall.keeper.erasure;

import java.util.List;
import java.util.Optional;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.keeper.instances.SqlArrays;
import vn.onecall.keeper.subjects.SubjectId;

/**
 * What an erasure does in keys: it deletes keys and index rows, leaves the marks of the suppression
 * list, and notes how far keys has followed the erasure journal.
 */
public final class ErasedKeysStore {
  private final Instance.Keys keys;

  public ErasedKeysStore(Instance.Keys keys) {
    this.keys = keys;
  }

  /**
   * Destroys the keys and index rows that an erasure takes, and notes how far the journal was
   * followed.
   */
  void forget(
      SubjectId subject, ErasureScope scope, JournalHead journal, SuppressionList suppression) {
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
            // A write that is shared with others must still be ended for them.
            keys.client()
                .sql("delete from access.pending_write where subject_id = ? and others is null")
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
              .params(journal.position(), journal.head())
              .update();
        });
  }

  private void suppress(SubjectId subject, ErasureScope scope, SuppressionList suppression) {
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
    if (!tokens.isEmpty()) {
      keys.template()
          .batchUpdate(
              "insert into access.suppression (mark) values (?) on conflict do nothing",
              tokens,
              tokens.size(),
              (statement, token) -> statement.setBytes(1, suppression.mark(token)));
    }
  }

  /** Those of the marks that are on the suppression list. */
  List<byte[]> suppressed(List<byte[]> marks) {
    return marks.isEmpty()
        ? List.of()
        : keys.template()
            .query(
                "select mark from access.suppression where mark = any(?)",
                statement -> statement.setArray(1, SqlArrays.bytes(statement, marks, one -> one)),
                (row, n) -> row.getBytes(1));
  }

  Optional<JournalHead> journalHead() {
    return keys.client()
        .sql("select position, head from access.journal_head")
        .query((row, n) -> new JournalHead(row.getLong(1), row.getBytes(2)))
        .optional();
  }
}
