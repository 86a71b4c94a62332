package vn.onecall.keeper.erasure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.onecall.keeper.facts.FactChange;
import vn.onecall.keeper.facts.FactStore;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.keeper.subjects.SubjectId;

/** The erasures in main: which are marked, which are confirmed, and how far main has followed. */
public final class ErasureStore {
  private static final int ERASED = 2;

  /** An erasure that main has marked. */
  record Marked(SubjectId subject, long position, byte[] head, ErasureScope scope, Instant at) {}

  private final Instance.Main main;
  private final FactStore facts;

  public ErasureStore(Instance.Main main, FactStore facts) {
    this.main = main;
    this.facts = facts;
  }

  Instance.Main main() {
    return main;
  }

  FactStore facts() {
    return facts;
  }

  /** The categories of which a subject has anything. */
  Set<String> categories(SubjectId subject) {
    return main.client()
        .sql("select distinct category from access.sealed where subject_id = ?")
        .param(subject.value())
        .query((row, n) -> row.getString(1))
        .set();
  }

  /** Main's place in the journal, locked until the transaction ends. */
  JournalHead lockJournalHead() {
    return main.client()
        .sql("select position, head from access.journal_head for update")
        .query((row, n) -> new JournalHead(row.getLong(1), row.getBytes(2)))
        .single();
  }

  Optional<JournalHead> journalHead() {
    return main.client()
        .sql("select position, head from access.journal_head")
        .query((row, n) -> new JournalHead(row.getLong(1), row.getBytes(2)))
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
    // What calls have left sealed of the subject goes with it.
    main.client()
        .sql("update access.act set kept = null where subject_id = ? and kept is not null")
        .param(subject)
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

  /** When the keys of an erasure were gone, if they are. */
  Optional<Instant> confirmedAt(long position) {
    return main.client()
        .sql(
            "select confirmed_at from access.erasure"
                + " where position = ? and confirmed_at is not null")
        .param(position)
        .query((row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
        .optional();
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
        row.getObject(5, OffsetDateTime.class).toInstant());
  }
}
