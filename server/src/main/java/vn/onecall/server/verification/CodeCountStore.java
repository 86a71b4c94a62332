package vn.onecall.server.verification;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.onecall.keeper.subjects.SubjectId;

/** All SQL statements about the counters of codes. */
final class CodeCountStore {
  /** A count: of whom or what, and of which kind. */
  record Key(UUID subject, String place, String counted) {
    /** A reserved id that is no customer's; clients and addresses are counted under it. */
    private static final UUID NONE = new UUID(0, 0);

    static Key of(String client, CodeLimits.Counted counted) {
      return new Key(NONE, "client " + client, word(counted));
    }

    static Key of(SubjectId customer, CodeLimits.Counted counted) {
      return new Key(customer.value(), "all", word(counted));
    }

    static Key of(CodeStore.Place place, CodeLimits.Counted counted) {
      return new Key(
          place.subject().value(), place.contact().id() + " " + place.item(), word(counted));
    }

    /** Counts what goes to one address, whoever it is an address of. */
    static Key ofAddress(byte[] hash, CodeLimits.Counted counted) {
      return new Key(NONE, "address " + HexFormat.of().formatHex(hash), word(counted));
    }

    private static String word(CodeLimits.Counted counted) {
      return counted.name().toLowerCase(Locale.ROOT);
    }
  }

  private final JdbcClient main;

  CodeCountStore(JdbcClient main) {
    this.main = main;
  }

  /**
   * Increments a count, or restarts it if its window has passed.
   *
   * @return whether there was one left
   */
  boolean take(Key key, Instant now, Instant since, int most) {
    return main.sql(
                """
                insert into verification.tally as t (subject_id, place, counted, begun_at, number)
                values (?, ?, ?, ?, 1)
                on conflict (subject_id, place, counted) do update set
                  number = case when t.begun_at <= ? then 1 else t.number + 1 end,
                  begun_at = case when t.begun_at <= ? then excluded.begun_at else t.begun_at end
                where t.begun_at <= ? or t.number < ?
                """)
            .params(
                key.subject, key.place, key.counted, at(now), at(since), at(since), at(since), most)
            .update()
        == 1;
  }

  /** Whether nothing is left of a count since a time; it takes nothing. */
  boolean isReached(Key key, Instant since, int most) {
    return main.sql(
            "select exists (select from verification.tally where subject_id = ? and place = ?"
                + " and counted = ? and begun_at > ? and number >= ?)")
        .params(key.subject, key.place, key.counted, at(since), most)
        .query(Boolean.class)
        .single();
  }

  /** Returns the time since which something is counted. */
  Optional<Instant> begun(Key key) {
    return main.sql(
            "select begun_at from verification.tally"
                + " where subject_id = ? and place = ? and counted = ?")
        .params(key.subject, key.place, key.counted)
        .query((row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
        .optional();
  }

  /** Restarts a count. */
  void drop(Key key) {
    main.sql("delete from verification.tally where subject_id = ? and place = ? and counted = ?")
        .params(key.subject, key.place, key.counted)
        .update();
  }

  /** Deletes counts whose hour has passed. */
  void dropBegunBefore(Instant time) {
    main.sql("delete from verification.tally where begun_at <= ?").param(at(time)).update();
  }

  private static OffsetDateTime at(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
