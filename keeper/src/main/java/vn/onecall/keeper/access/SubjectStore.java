package vn.onecall.keeper.access;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.onecall.keeper.instances.Instance;

/** Sealed values, claims and erasures in main. */
final class SubjectStore {
  private static final int ERASED = 2;

  /** Who ended a write that spans instances. */
  enum Winner {
    WRITER(1),
    SWEEPER(2);

    private final int code;

    Winner(int code) {
      this.code = code;
    }
  }

  /** A sealed value to store. */
  record NewValue(String field, int item, int version, String category, byte[] ciphertext) {}

  /** An erasure that main has marked. */
  record Marked(SubjectId subject, long position, byte[] head, ErasureScope scope, Instant at) {}

  private final Instance.Main main;
  private final FactStore facts;

  SubjectStore(Instance.Main main, FactStore facts) {
    this.main = main;
    this.facts = facts;
  }

  Instance.Main main() {
    return main;
  }

  FactStore facts() {
    return facts;
  }

  /** Claims the end of a write; false if the other side was first. */
  boolean claim(SubjectId subject, UUID writeId, Winner winner, Instant at) {
    return main.client()
            .sql(
                "insert into access.claim (subject_id, write_id, winner, at) values (?, ?, ?, ?)"
                    + " on conflict do nothing")
            .params(subject.value(), writeId, winner.code, at.atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  /** Whether a sweeper, which then perhaps failed, owns the end of a write. */
  boolean wonBySweeper(SubjectId subject, UUID writeId) {
    return main.client()
        .sql(
            "select exists (select from access.claim where subject_id = ? and write_id = ?"
                + " and winner = 2)")
        .params(subject.value(), writeId)
        .query(Boolean.class)
        .single();
  }

  /** Forgets the claims of writers that ended before a time; their pending rows are gone. */
  void dropClaims(Instant before) {
    main.client()
        .sql("delete from access.claim where winner = 1 and at < ?")
        .param(before.atOffset(ZoneOffset.UTC))
        .update();
  }

  /** The categories of which a subject has anything. */
  Set<String> categories(SubjectId subject) {
    return main.client()
        .sql("select distinct category from access.sealed where subject_id = ?")
        .param(subject.value())
        .query((row, n) -> row.getString(1))
        .set();
  }

  /** The newest version of each value of a subject: field, item, version. */
  List<EntryAsk.Match> newest(SubjectId subject) {
    return main.client()
        .sql(
            "select field, item, max(version) from access.sealed where subject_id = ?"
                + " group by field, item")
        .param(subject.value())
        .query((row, n) -> new EntryAsk.Match(row.getString(1), row.getInt(2), row.getInt(3)))
        .list();
  }

  /** Whether a version of a value is its current one. */
  boolean isCurrent(SubjectId subject, EntryAsk.Match value) {
    return main.client()
        .sql(
            "select exists (select from access.sealed where subject_id = ? and field = ?"
                + " and item = ? and version = ? and superseded_at is null)")
        .params(subject.value(), value.field(), value.item(), value.version())
        .query(Boolean.class)
        .single();
  }

  /** The values that one entry brings of a subject. */
  record Brought(SubjectId subject, List<NewValue> values, Collected collected, EntryDraft entry) {}

  private record Row(Brought by, NewValue value) {}

  /** Stores values as the current ones, superseding those before. */
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
      main.template()
          .update(
              """
              insert into access.sealed (first_registration, subject_id, field, item, version,
                category, ciphertext, source, moment, channel, entry_id, collected_at)
              select ?::bool, * from unnest(?::uuid[], ?::text[], ?::int4[], ?::int4[], ?::text[],
                ?::bytea[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::timestamptz[])
              """,
              statement -> fill(statement, rows, first));
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

  /** Main's place in the journal, locked until the transaction ends. */
  KeysStore.JournalHead lockJournalHead() {
    return main.client()
        .sql("select position, head from access.journal_head for update")
        .query((row, n) -> new KeysStore.JournalHead(row.getLong(1), row.getBytes(2)))
        .single();
  }

  Optional<KeysStore.JournalHead> journalHead() {
    return main.client()
        .sql("select position, head from access.journal_head")
        .query((row, n) -> new KeysStore.JournalHead(row.getLong(1), row.getBytes(2)))
        .optional();
  }

  void beginJournal(byte[] genesis) {
    main.client()
        .sql(
            "insert into access.journal_head (position, head) values (0, ?) on conflict do nothing")
        .param(genesis)
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

  /** Marks an erasure at a place in the journal, and drops the sealed rows that it takes. */
  void markErased(ErasureJournal.Entry entry) {
    UUID subject = entry.subject().value();
    ErasureScope scope = entry.scope();
    var at = entry.at().atOffset(ZoneOffset.UTC);
    main.client()
        .sql("delete from access.sealed where subject_id = ? and (category = any(?::text[])) <> ?")
        .params(subject, scope.literal(), scope.ends())
        .update();
    if (scope.ends()) {
      facts.forget(entry.subject(), ERASED);
      main.client()
          .sql("delete from access.attestation where subject_id = ?")
          .param(subject)
          .update();
    } else {
      facts.apply(entry.subject(), FactChange.NONE, entry.at());
    }
    main.client()
        .sql(
            "insert into access.erasure (subject_id, position, head, scope, at)"
                + " values (?, ?, ?, ?, ?)")
        .params(subject, entry.position(), entry.head(), scope.format(), at)
        .update();
    main.client()
        .sql("update access.journal_head set position = ?, head = ?")
        .params(entry.position(), entry.head())
        .update();
  }

  void confirmErased(long position, Instant at) {
    main.client()
        .sql("update access.erasure set confirmed_at = ? where position = ?")
        .params(at.atOffset(ZoneOffset.UTC), position)
        .update();
  }

  /** The erasures that were marked and never confirmed, in the journal's order. */
  List<Marked> unconfirmed() {
    return main.client()
        .sql(
            "select subject_id, position, head, scope, at from access.erasure"
                + " where confirmed_at is null order by position")
        .query((row, n) -> marked(row))
        .list();
  }

  /** The erasures after a place of the journal, in its order. */
  List<Marked> erasuresAfter(long position, int limit) {
    return main.client()
        .sql(
            "select subject_id, position, head, scope, at from access.erasure"
                + " where position > ? order by position limit ?")
        .params(position, limit)
        .query((row, n) -> marked(row))
        .list();
  }

  private static Marked marked(ResultSet row) throws SQLException {
    return new Marked(
        new SubjectId(row.getObject(1, UUID.class)),
        row.getLong(2),
        row.getBytes(3),
        ErasureScope.parse(row.getString(4)),
        row.getObject(5, java.time.OffsetDateTime.class).toInstant());
  }
}
