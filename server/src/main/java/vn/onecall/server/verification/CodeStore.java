package vn.onecall.server.verification;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.onecall.keeper.decisions.EntryWork;
import vn.onecall.keeper.subjects.SubjectId;

/** All SQL statements about codes and verified contacts. */
final class CodeStore {
  /** Identifies one contact of a customer. */
  record Place(SubjectId subject, ContactKind contact, int item) {}

  /** A sent code: its keyed hash, and the version of the address that it was sent to. */
  record Sent(byte[] hash, int version) {}

  /** A contact in the version that was verified. */
  record Verified(ContactKind contact, int item, int version) {}

  private final JdbcClient main;

  CodeStore(JdbcClient main) {
    this.main = main;
  }

  /** Stores the code of a contact and invalidates the previous one. */
  void put(Place place, Sent sent, Instant until) {
    main.sql(
            """
            insert into verification.code (subject_id, contact, item, hash, version, expires_at)
            values (?, ?, ?, ?, ?, ?)
            on conflict (subject_id, contact, item) do update set
              hash = excluded.hash, version = excluded.version, expires_at = excluded.expires_at
            """)
        .params(
            place.subject.value(),
            place.contact.id(),
            place.item,
            sent.hash,
            sent.version,
            at(until))
        .update();
  }

  /** Finds the unexpired code of a contact. */
  Optional<Sent> find(Place place, Instant now) {
    return main.sql(
            "select hash, version from verification.code"
                + " where subject_id = ? and contact = ? and item = ? and expires_at > ?")
        .params(place.subject.value(), place.contact.id(), place.item, at(now))
        .query((row, n) -> new Sent(row.getBytes(1), row.getInt(2)))
        .optional();
  }

  /** Deletes expired codes. */
  void dropExpired(Instant now) {
    main.sql("delete from verification.code where expires_at <= ?").param(at(now)).update();
  }

  /** Consumes a code and stores the verified contact; false if it was already consumed. */
  boolean verify(EntryWork.Entered entry, Place place, Sent sent) {
    boolean used =
        main.sql(
                    """
                    delete from verification.code
                    where subject_id = ? and contact = ? and item = ? and hash = ?
                    """)
                .params(place.subject.value(), place.contact.id(), place.item, sent.hash)
                .update()
            == 1;
    if (used) {
      main.sql(
              """
              insert into verification.verified (subject_id, contact, item, version, at, leaf)
              values (?, ?, ?, ?, ?, ?)
              on conflict (subject_id, contact, item) do update set
                version = excluded.version, at = excluded.at, leaf = excluded.leaf
              """)
          .params(
              place.subject.value(),
              place.contact.id(),
              place.item,
              sent.version,
              at(entry.at()),
              entry.leaf().bytes())
          .update();
    }
    return used;
  }

  /** Finds the contacts of a customer that were verified since a time. */
  List<Verified> since(SubjectId subject, Instant since) {
    return main.sql(
            "select contact, item, version from verification.verified"
                + " where subject_id = ? and at >= ?")
        .params(subject.value(), at(since))
        .query((row, n) ->
            new Verified(
                ContactKind.of(row.getString(1)).orElseThrow(), row.getInt(2), row.getInt(3)))
        .list();
  }

  private static OffsetDateTime at(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
