package vn.onecall.server.demands;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.onecall.keeper.decisions.EntryWork;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.server.envelopes.RecipientKey;
import vn.onecall.translog.Hash;

/** All SQL statements about demands. */
final class DemandStore {
  /** The unencrypted part of a new demand. */
  record Terms(Instant deadline, Optional<Instant> secretUntil, RecipientKey key) {}

  private final JdbcClient main;

  DemandStore(JdbcClient main) {
    this.main = main;
  }

  /** Stores a new demand with the entry that records its order. */
  void insert(EntryWork.Entered order, Terms terms) {
    main.sql(
            """
            insert into demands.demand (file_id, leaf, deadline, secret_until, authority_key,
              recorded_at)
            values (?, ?, ?, nullif(?, '')::timestamptz, ?, ?)
            """)
        .params(
            order.subject().value(),
            order.leaf().bytes(),
            at(terms.deadline),
            terms.secretUntil.map(Instant::toString).orElse(""),
            terms.key.json(),
            at(order.at()))
        .update();
  }

  /** Stores an approval; a second one by the same person for the same order has no effect. */
  void approve(EntryWork.Entered entry, SubjectId file, String person) {
    main.sql(
            "insert into demands.approval (file_id, person, leaf, at) values (?, ?, ?, ?)"
                + " on conflict do nothing")
        .params(file.value(), person, entry.leaf().bytes(), at(entry.at()))
        .update();
  }

  /** Stores that a release was made. The subject is recorded only in the log entry. */
  void release(EntryWork.Entered entry, SubjectId file) {
    main.sql("insert into demands.release (file_id, leaf, at) values (?, ?, ?)")
        .params(file.value(), entry.leaf().bytes(), at(entry.at()))
        .update();
  }

  Optional<Demand> find(SubjectId file) {
    List<Demand.Approval> approvals =
        main.sql("select person, at, leaf from demands.approval where file_id = ? order by at")
            .param(file.value())
            .query((row, n) ->
                new Demand.Approval(
                    row.getString(1),
                    row.getObject(2, OffsetDateTime.class).toInstant(),
                    Hash.of(row.getBytes(3))))
            .list();
    return main.sql(
            "select leaf, deadline, secret_until, authority_key from demands.demand"
                + " where file_id = ?")
        .param(file.value())
        .query((row, n) ->
            new Demand(
                file,
                Hash.of(row.getBytes(1)),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject(3, OffsetDateTime.class))
                    .map(OffsetDateTime::toInstant),
                RecipientKey.usable(row.getString(4)),
                approvals))
        .optional();
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
