package vn.onecall.keeper.writes;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import vn.onecall.keeper.decisions.DecisionRequest;
import vn.onecall.keeper.entries.EntryDraft;
import vn.onecall.keeper.faults.WriteOvertakenException;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.keeper.instances.SqlArrays;
import vn.onecall.keeper.subjects.CollectionOrigin;
import vn.onecall.keeper.subjects.SubjectId;

/** The sealed values of subjects, and the statements of truth that they confirmed, in main. */
public final class ValueStore {
  /** A sealed value to store. */
  record NewValue(String field, int item, int version, String category, byte[] ciphertext) {}

  private final Instance.Main main;

  public ValueStore(Instance.Main main) {
    this.main = main;
  }

  /** The newest version of each value of a subject: field, item, version. */
  List<DecisionRequest.Match> newest(SubjectId subject) {
    return main.client()
        .sql(
            "select field, item, max(version) from access.sealed where subject_id = ?"
                + " group by field, item")
        .param(subject.value())
        .query(
            (row, n) -> new DecisionRequest.Match(row.getString(1), row.getInt(2), row.getInt(3)))
        .list();
  }

  /** Whether a version of a value is its current one. */
  boolean isCurrent(SubjectId subject, DecisionRequest.Match value) {
    return main.client()
        .sql(
            "select exists (select from access.sealed where subject_id = ? and field = ?"
                + " and item = ? and version = ? and superseded_at is null)")
        .params(subject.value(), value.field(), value.item(), value.version())
        .query(Boolean.class)
        .single();
  }

  /** The values that one entry brings of a subject. */
  record Brought(
      SubjectId subject, List<NewValue> values, CollectionOrigin collected, EntryDraft entry) {}

  private record Row(Brought by, NewValue value) {}

  /**
   * Stores values as the current ones, superseding those before.
   *
   * @throws WriteOvertakenException if another write took the place of one of them
   */
  void insertLater(Brought brought) {
    for (NewValue value : brought.values) {
      main.client()
          .sql(
              "update access.sealed set superseded_at = ? where subject_id = ? and field = ?"
                  + " and item = ? and superseded_at is null")
          .params(
              brought.entry.at().atOffset(ZoneOffset.UTC),
              brought.subject.value(),
              value.field,
              value.item)
          .update();
    }
    insertValues(List.of(brought), false);
  }

  /** Stores the first values of new subjects. */
  void insertFirst(List<Brought> brought) {
    insertValues(brought, true);
  }

  private void insertValues(List<Brought> brought, boolean first) {
    List<Row> rows =
        brought.stream()
            .flatMap(each -> each.values.stream().map(value -> new Row(each, value)))
            .toList();
    if (!rows.isEmpty()) {
      int inserted =
          main.template()
              .update(
                  """
                  insert into access.sealed (first_registration, subject_id, field, item, version,
                    category, ciphertext, source, moment, channel, entry_id, collected_at)
                  select ?::bool, * from unnest(?::uuid[], ?::text[], ?::int4[], ?::int4[], ?::text[],
                    ?::bytea[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::timestamptz[])
                  on conflict (subject_id, field, item, version) do nothing
                  """,
                  statement -> fill(statement, rows, first));
      if (inserted < rows.size()) {
        throw new WriteOvertakenException();
      }
    }
  }

  private static void fill(PreparedStatement statement, List<Row> rows, boolean first)
      throws SQLException {
    int i = 0;
    statement.setBoolean(++i, first);
    statement.setArray(
        ++i, SqlArrays.column(statement, "uuid", rows, row -> row.by.subject.value()));
    statement.setArray(++i, SqlArrays.column(statement, "text", rows, row -> row.value.field));
    statement.setArray(++i, SqlArrays.column(statement, "int4", rows, row -> row.value.item));
    statement.setArray(++i, SqlArrays.column(statement, "int4", rows, row -> row.value.version));
    statement.setArray(++i, SqlArrays.column(statement, "text", rows, row -> row.value.category));
    statement.setArray(++i, SqlArrays.bytes(statement, rows, row -> row.value.ciphertext));
    statement.setArray(
        ++i, SqlArrays.column(statement, "text", rows, row -> row.by.collected.source()));
    statement.setArray(
        ++i, SqlArrays.column(statement, "text", rows, row -> row.by.collected.moment()));
    statement.setArray(
        ++i, SqlArrays.column(statement, "text", rows, row -> row.by.collected.channel()));
    statement.setArray(++i, SqlArrays.column(statement, "uuid", rows, row -> row.by.entry.id()));
    statement.setArray(
        ++i, SqlArrays.column(statement, "timestamptz", rows, row -> row.by.entry.at()));
  }

  /** A statement of truth that a subject confirmed. */
  record Attested(SubjectId subject, int version, EntryDraft entry) {}

  /** Keeps which statement of truth each subject confirmed. */
  void insertAttestations(List<Attested> all) {
    if (!all.isEmpty()) {
      main.template()
          .update(
              """
              insert into access.attestation (subject_id, version, at, entry_id)
              select * from unnest(?::uuid[], ?::int4[], ?::timestamptz[], ?::uuid[])
              """,
              statement -> {
                statement.setArray(
                    1, SqlArrays.column(statement, "uuid", all, one -> one.subject.value()));
                statement.setArray(2, SqlArrays.column(statement, "int4", all, Attested::version));
                statement.setArray(
                    3, SqlArrays.column(statement, "timestamptz", all, one -> one.entry.at()));
                statement.setArray(
                    4, SqlArrays.column(statement, "uuid", all, one -> one.entry.id()));
              });
    }
  }

  /** Supersedes the items of a field from one on, which have no successors. */
  void supersedeFrom(SubjectId subject, String field, int item, Instant at) {
    main.client()
        .sql(
            "update access.sealed set superseded_at = ? where subject_id = ? and field = ?"
                + " and item >= ? and superseded_at is null")
        .params(at.atOffset(ZoneOffset.UTC), subject.value(), field, item)
        .update();
  }

  /** The last item of each field of which a subject has any. */
  Map<String, Integer> lastItems(SubjectId subject) {
    return main
        .client()
        .sql("select field, max(item) from access.sealed where subject_id = ? group by field")
        .param(subject.value())
        .query((row, n) -> Map.entry(row.getString(1), row.getInt(2)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
