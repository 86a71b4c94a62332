package vn.onecall.server.verification;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.onecall.server.access.SubjectId;
import vn.onecall.server.access.Together;

/** Every statement on codes, and on the contacts that they have verified. */
final class CodeStore {
  /** Which of a customer's contacts. */
  record Place(SubjectId subject, Contact contact, int item) {}

  /** A code that was sent, by its keyed hash, and the version of the address that it went to. */
  record Sent(byte[] hash, int version) {}

  /** A contact in the version that was verified. */
  record Verified(Contact contact, int item, int version) {}

  private final JdbcClient main;

  CodeStore(JdbcClient main) {
    this.main = main;
  }

  /**
   * Takes one of the few sendings that a contact has in an hour. It counts for a customer who is
   * not there as well, so that nothing tells the two apart.
   *
   * @return whether there was one left
   */
  boolean takeSending(Place place, Instant now, Instant hourAgo, int most) {
    return main.sql(
                """
                insert into verification.code (subject_id, contact, item, begun_at, sent)
                values (?, ?, ?, ?, 1)
                on conflict (subject_id, contact, item) do update set
                  sent = case when code.begun_at <= ? then 1 else code.sent + 1 end,
                  begun_at = case when code.begun_at <= ? then excluded.begun_at
                    else code.begun_at end
                where code.begun_at <= ? or code.sent < ?
                """)
            .params(
                place.subject.value(),
                place.contact.id(),
                place.item,
                at(now),
                at(hourAgo),
                at(hourAgo),
                at(hourAgo),
                most)
            .update()
        == 1;
  }

  /** Keeps the one code of a contact; the one before is void. */
  void put(Place place, Sent sent, Instant until) {
    main.sql(
            """
            update verification.code set hash = ?, version = ?, expires_at = ?, attempts = 0
            where subject_id = ? and contact = ? and item = ?
            """)
        .params(
            sent.hash,
            sent.version,
            at(until),
            place.subject.value(),
            place.contact.id(),
            place.item)
        .update();
  }

  /** Takes one of the few attempts at a code; none if there is none to try. */
  Optional<Sent> takeAttempt(Place place, Instant now, int most) {
    return main.sql(
            """
            update verification.code set attempts = attempts + 1
            where subject_id = ? and contact = ? and item = ? and hash is not null
              and expires_at > ? and attempts < ?
            returning hash, version
            """)
        .params(place.subject.value(), place.contact.id(), place.item, at(now), most)
        .query((row, n) -> new Sent(row.getBytes(1), row.getInt(2)))
        .optional();
  }

  /** Uses a code up, and notes what it verified; false if somebody has used it already. */
  boolean verify(Together.Entered entry, Place place, Sent sent) {
    boolean used =
        main.sql(
                    """
                    update verification.code set hash = null
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

  /** What was verified of a customer since a time. */
  List<Verified> since(SubjectId subject, Instant since) {
    return main.sql(
            "select contact, item, version from verification.verified"
                + " where subject_id = ? and at >= ?")
        .params(subject.value(), at(since))
        .query((row, n) ->
            new Verified(Contact.of(row.getString(1)).orElseThrow(), row.getInt(2), row.getInt(3)))
        .list();
  }

  private static OffsetDateTime at(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
