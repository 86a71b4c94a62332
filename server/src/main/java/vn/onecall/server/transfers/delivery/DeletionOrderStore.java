package vn.onecall.server.transfers.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.onecall.keeper.subjects.SubjectId;

/** All SQL statements about deletion orders. */
final class DeletionOrderStore {
  private static final String DELETION =
      """
      select d.transfer_id, d.recipient, t.reference, d.ordered_at, d.due_at, d.sent_at, d.attempts,
        d.outcome
      from transfers.deletion d join transfers.transfer t using (transfer_id)
      """;

  private final JdbcClient main;

  DeletionOrderStore(JdbcClient main) {
    this.main = main;
  }

  /** What may have been sent of a subject: the transfer and its fields. */
  record Sent(UUID transfer, Set<String> fields) {}

  /** Returns the processed position of the erasure journal and locks it for the transaction. */
  long seen() {
    return main.sql("select position from transfers.erasures_seen for update")
        .query(Long.class)
        .single();
  }

  void see(long position) {
    main.sql("update transfers.erasures_seen set position = ?").param(position).update();
  }

  /**
   * Finds what recipients may hold of a subject: every transfer that was ever opened for sending.
   */
  List<Sent> sentOf(SubjectId subject) {
    return main.sql(
            "select transfer_id, fields from transfers.transfer where subject_id = ? and attempts > 0")
        .param(subject.value())
        .query((row, n) ->
            new Sent(row.getObject(1, UUID.class), Set.of(row.getString(2).split(",", -1))))
        .list();
  }

  void order(UUID transfer, Instant ordered, Instant due) {
    main.sql(
            """
            insert into transfers.deletion (transfer_id, recipient, ordered_at, due_at, state, next_at)
            select transfer_id, recipient, ?, ?, 'waiting', ? from transfers.transfer
            where transfer_id = ?
            on conflict do nothing
            """)
        .params(at(ordered), at(due), at(ordered), transfer)
        .update();
  }

  Optional<DeletionOrder> find(UUID transfer) {
    return main.sql(DELETION + "where d.transfer_id = ?")
        .param(transfer)
        .query((row, n) -> deletion(row))
        .optional();
  }

  /** Finds the orders whose confirmation is overdue. */
  List<DeletionOrder> overdue(Instant now, int limit) {
    return main.sql(
            DELETION + "where t.deleted_at is null and d.due_at <= ? order by d.due_at limit ?")
        .params(at(now), limit)
        .query((row, n) -> deletion(row))
        .list();
  }

  /**
   * Stores the start of an attempt and reserves the order until {@code next}; false if another
   * attempt has already started.
   */
  boolean begin(DeletionOrder deletion, Instant next) {
    return main.sql(
                """
                update transfers.deletion set attempts = attempts + 1, next_at = ?
                where transfer_id = ? and state = 'waiting' and attempts = ?
                """)
            .params(at(next), deletion.transfer(), deletion.progress().attempts())
            .update()
        > 0;
  }

  /** Stores the result of an attempt. */
  void tried(UUID transfer, String outcome, Instant next) {
    main.sql("update transfers.deletion set outcome = ?, next_at = ? where transfer_id = ?")
        .params(outcome, at(next), transfer)
        .update();
  }

  /** Stores that the recipient accepted the order, or that the staff fetched it. */
  void sent(UUID transfer, String outcome, Instant at) {
    main.sql(
            "update transfers.deletion set state = 'sent', outcome = ?, sent_at = ?"
                + " where transfer_id = ?")
        .params(outcome, at(at), transfer)
        .update();
  }

  private static DeletionOrder deletion(ResultSet row) throws SQLException {
    return new DeletionOrder(
        row.getObject(1, UUID.class),
        row.getString(2),
        row.getString(3),
        Objects.requireNonNull(row.getObject(4, OffsetDateTime.class)).toInstant(),
        Objects.requireNonNull(row.getObject(5, OffsetDateTime.class)).toInstant(),
        Optional.ofNullable(row.getObject(6, OffsetDateTime.class)).map(OffsetDateTime::toInstant),
        new DeletionOrder.Progress(row.getInt(7), row.getString(8)));
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
