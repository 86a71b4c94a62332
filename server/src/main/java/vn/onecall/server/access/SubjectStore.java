package vn.onecall.server.access;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import vn.onecall.server.instances.Instance;

/** Facts, sealed values, claims and erasures in main: every statement but the deciding one. */
final class SubjectStore {
  private static final int ALIVE = 1;
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
  record Marked(SubjectId subject, long position, byte[] head, Instant at) {}

  private final Instance.Main main;

  SubjectStore(Instance.Main main) {
    this.main = main;
  }

  Instance.Main main() {
    return main;
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

  void insertFacts(SubjectId subject, Instant at) {
    main.client()
        .sql(
            "insert into access.facts (subject_id, state, version, registered_at)"
                + " values (?, ?, 1, ?)")
        .params(subject.value(), ALIVE, at.atOffset(ZoneOffset.UTC))
        .update();
  }

  /** Locks a subject's facts until the transaction ends; their version if the subject is alive. */
  Optional<Long> lock(SubjectId subject) {
    return main.client()
        .sql("select version from access.facts where subject_id = ? and state = 1 for update")
        .param(subject.value())
        .query(Long.class)
        .optional();
  }

  void raiseVersion(SubjectId subject) {
    main.client()
        .sql("update access.facts set version = version + 1 where subject_id = ?")
        .param(subject.value())
        .update();
  }

  /** Sets or clears facts, and raises the version. */
  void setFacts(SubjectId subject, java.util.Set<Integer> numbers, boolean hold) {
    String list =
        numbers.stream()
            .map(Object::toString)
            .collect(java.util.stream.Collectors.joining(",", "{", "}"));
    main.client()
        .sql(
            """
            update access.facts set version = version + 1,
              held = array(
                select distinct number from unnest(held || ?::int[]) as number
                where ? or number <> all(?::int[]) order by number)
            where subject_id = ?
            """)
        .params(list, hold, list, subject.value())
        .update();
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

  /** Marks a subject erased and drops its sealed rows, at a place in the journal. */
  void markErased(ErasureJournal.Entry entry) {
    main.client()
        .sql(
            "update access.facts set state = ?, held = '{}', next_expiry = null,"
                + " version = version + 1 where subject_id = ?")
        .params(ERASED, entry.subject().value())
        .update();
    main.client()
        .sql("delete from access.sealed where subject_id = ?")
        .param(entry.subject().value())
        .update();
    main.client()
        .sql("insert into access.erasure (subject_id, position, head, at) values (?, ?, ?, ?)")
        .params(
            entry.subject().value(),
            entry.position(),
            entry.head(),
            entry.at().atOffset(ZoneOffset.UTC))
        .update();
    main.client()
        .sql("update access.journal_head set position = ?, head = ?")
        .params(entry.position(), entry.head())
        .update();
  }

  void confirmErased(SubjectId subject, Instant at) {
    main.client()
        .sql("update access.erasure set confirmed_at = ? where subject_id = ?")
        .params(at.atOffset(ZoneOffset.UTC), subject.value())
        .update();
  }

  /** The erasures that were marked and never confirmed, in the journal's order. */
  List<Marked> unconfirmed() {
    return main.client()
        .sql(
            "select subject_id, position, head, at from access.erasure"
                + " where confirmed_at is null order by position")
        .query((row, n) ->
            new Marked(
                new SubjectId(row.getObject(1, UUID.class)),
                row.getLong(2),
                row.getBytes(3),
                row.getObject(4, java.time.OffsetDateTime.class).toInstant()))
        .list();
  }

  /** The living subjects, in order of their ids. */
  void eachAlive(Consumer<UUID> visit) {
    main.template()
        .query(
            "select subject_id from access.facts where state = 1 order by subject_id",
            row -> {
              visit.accept(row.getObject(1, UUID.class));
            });
  }
}
