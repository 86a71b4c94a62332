package vn.onecall.server.access;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.onecall.server.instances.Instance;

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

  /** Stores values as the current ones, superseding those before. */
  void insertValues(
      SubjectId subject,
      List<NewValue> values,
      Collected collected,
      boolean firstRegistration,
      EntryDraft entry) {
    var at = entry.at().atOffset(ZoneOffset.UTC);
    if (!firstRegistration) {
      for (NewValue value : values) {
        main.client()
            .sql(
                "update access.sealed set superseded_at = ? where subject_id = ? and field = ?"
                    + " and item = ? and superseded_at is null")
            .params(at, subject.value(), value.field, value.item)
            .update();
      }
    }
    main.template()
        .batchUpdate(
            "insert into access.sealed (subject_id, field, item, version, category, ciphertext,"
                + " source, moment, channel, first_registration, entry_id, collected_at)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            values,
            values.size(),
            (statement, value) -> {
              statement.setObject(1, subject.value());
              statement.setString(2, value.field);
              statement.setInt(3, value.item);
              statement.setInt(4, value.version);
              statement.setString(5, value.category);
              statement.setBytes(6, value.ciphertext);
              statement.setString(7, collected.source());
              statement.setString(8, collected.moment());
              statement.setString(9, collected.channel());
              statement.setBoolean(10, firstRegistration);
              statement.setObject(11, entry.id());
              statement.setObject(12, at);
            });
  }

  /** Keeps which statement of truth a subject confirmed. */
  void insertAttestation(SubjectId subject, int version, EntryDraft entry) {
    main.client()
        .sql(
            "insert into access.attestation (subject_id, version, at, entry_id)"
                + " values (?, ?, ?, ?)")
        .params(subject.value(), version, entry.at().atOffset(ZoneOffset.UTC), entry.id())
        .update();
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
        .query((row, n) ->
            new Marked(
                new SubjectId(row.getObject(1, UUID.class)),
                row.getLong(2),
                row.getBytes(3),
                ErasureScope.parse(row.getString(4)),
                row.getObject(5, java.time.OffsetDateTime.class).toInstant()))
        .list();
  }
}
