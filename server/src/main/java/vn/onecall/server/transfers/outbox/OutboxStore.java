package vn.onecall.server.transfers.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.onecall.keeper.decisions.EntryWork;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.server.transfers.agreements.TransferRefusals;
import vn.onecall.translog.Hash;

/** All SQL statements about the outbox. */
public final class OutboxStore {
  private static final String PARCEL =
      """
      select transfer_id, subject_id, activity, recipient, fields, client, asked_at, reference, leaf,
        state, attempts, outcome, delivered_at, received_at, deleted_at, seen_to_at
      from transfers.transfer
      """;

  private final JdbcClient main;

  public OutboxStore(JdbcClient main) {
    this.main = main;
  }

  /** Thrown if another call has taken the transfer or the attempt; this call is rolled back. */
  public static final class TakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** What goes to a recipient one after the other: its transfers, and its orders to delete. */
  public record Lane(String recipient, boolean deletion) {
    String text() {
      return recipient + ":" + deletion;
    }
  }

  /** An item that is due in a lane. */
  public record Due(Lane lane, UUID transfer) {}

  /**
   * Inserts a transfer in the commit of its log entry.
   *
   * @throws TakenException if the id is taken
   */
  public void insert(EntryWork.Entered entry, OutboxTransfer queued) {
    OutboxTransfer.Asked asked = queued.asked();
    int inserted =
        main.sql(
                """
                insert into transfers.transfer (transfer_id, subject_id, activity, recipient, fields,
                  client, reference, leaf, asked_at, state, next_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (transfer_id) do nothing
                """)
            .params(
                queued.id(),
                asked.subject().value(),
                asked.activity(),
                asked.recipient(),
                asked.fields().stream().sorted().collect(Collectors.joining(",")),
                asked.client(),
                queued.reference(),
                entry.leaf().bytes(),
                at(entry.at()),
                queued.progress().state().word(),
                at(entry.at()))
            .update();
    if (inserted == 0) {
      throw new TakenException();
    }
  }

  public Optional<OutboxTransfer> find(UUID id) {
    return main.sql(PARCEL + "where transfer_id = ?")
        .param(id)
        .query((row, n) -> transferOf(row))
        .optional();
  }

  /** Finds the transfer that a recipient got under a reference. */
  public Optional<OutboxTransfer> sent(String recipient, String reference) {
    return main.sql(PARCEL + "where recipient = ? and reference = ? and attempts > 0")
        .params(recipient, reference)
        .query((row, n) -> transferOf(row))
        .optional();
  }

  /** Finds the recipients that may still hold data of a customer. */
  List<String> holders(SubjectId customer) {
    return main.sql(
            "select distinct recipient from transfers.transfer where subject_id = ? and attempts > 0"
                + " and deleted_at is null order by recipient")
        .param(customer.value())
        .query((row, n) -> row.getString(1))
        .list();
  }

  /** Finds the transfers that failed or were stopped, and that nobody has seen to. */
  public List<OutboxTransfer> undelivered(int limit) {
    return main.sql(
            PARCEL
                + "where state in ('failed', 'stopped') and seen_to_at is null"
                + " order by asked_at limit ?")
        .param(limit)
        .query((row, n) -> transferOf(row))
        .list();
  }

  /** Finds the items that are due, one for each lane that is not busy, longest due first. */
  public List<Due> due(Instant now, Collection<Lane> busy) {
    return main.sql(
            """
            select recipient, deletion, transfer_id from (
              select distinct on (recipient, deletion) recipient, deletion, transfer_id, next_at
              from (
                select recipient, false as deletion, transfer_id, next_at from transfers.transfer
                where state = 'waiting' and next_at <= ?
                union all
                select recipient, true, transfer_id, next_at from transfers.deletion
                where state = 'waiting' and next_at <= ?) all_due
              where recipient || ':' || deletion <> all(?::text[])
              order by recipient, deletion, next_at) first
            order by next_at
            """)
        .params(
            at(now),
            at(now),
            busy.stream().map(Lane::text).collect(Collectors.joining(",", "{", "}")))
        .query((row, n) ->
            new Due(new Lane(row.getString(1), row.getBoolean(2)), row.getObject(3, UUID.class)))
        .list();
  }

  /**
   * Stores that a transfer is opened for sending, in the commit of the log entry. No other attempt
   * starts before {@code next}.
   *
   * @throws TakenException if it is not where it was when it was looked at
   */
  public void begin(EntryWork.Entered entry, OutboxTransfer queued, Instant next) {
    int begun =
        main.sql(
                """
                update transfers.transfer set attempts = attempts + 1, next_at = ?
                where transfer_id = ? and state = ? and attempts = ?
                """)
            .params(
                at(next),
                queued.id(),
                queued.progress().state().word(),
                queued.progress().attempts())
            .update();
    if (begun == 0) {
      throw new TakenException();
    }
    main.sql("insert into transfers.attempt (transfer_id, n, leaf, at) values (?, ?, ?, ?)")
        .params(queued.id(), queued.progress().attempts() + 1, entry.leaf().bytes(), at(entry.at()))
        .update();
  }

  /** Stores that the recipient has accepted the transfer. */
  public void delivered(EntryWork.Entered entry, UUID id, String outcome) {
    main.sql(
            "update transfers.transfer set state = 'delivered', outcome = ?, delivered_at = ?"
                + " where transfer_id = ?")
        .params(outcome, at(entry.at()), id)
        .update();
  }

  /** Stores that somebody has seen to a transfer that was not delivered; the first time counts. */
  public void seenTo(EntryWork.Entered entry, UUID id) {
    main.sql(
            "update transfers.transfer set seen_to_at = coalesce(seen_to_at, ?)"
                + " where transfer_id = ? and state in ('failed', 'stopped')")
        .params(at(entry.at()), id)
        .update();
  }

  /** Stores a failed attempt and the time of the next one. */
  public void failed(UUID id, String outcome, Instant next) {
    main.sql(
            "update transfers.transfer set outcome = ?, next_at = ?"
                + " where transfer_id = ? and state = 'waiting'")
        .params(outcome, at(next), id)
        .update();
  }

  /** Makes a waiting transfer ready to be fetched as an encrypted file. */
  public void makeReady(UUID id) {
    main.sql(
            "update transfers.transfer set state = 'ready', outcome = ''"
                + " where transfer_id = ? and state = 'waiting'")
        .param(id)
        .update();
  }

  /** Ends a transfer that was not delivered. */
  public void end(UUID id, OutboxTransfer.State state, String outcome) {
    main.sql(
            "update transfers.transfer set state = ?, outcome = ?"
                + " where transfer_id = ? and state in ('waiting', 'ready')")
        .params(state.word(), outcome, id)
        .update();
  }

  /** Ends a transfer that was opened to be handed over as a file, of which none was made. */
  public void notHandedOver(UUID id, String outcome) {
    main.sql(
            "update transfers.transfer set state = 'failed', outcome = ?, delivered_at = null,"
                + " seen_to_at = null where transfer_id = ? and state = 'delivered'")
        .params(outcome, id)
        .update();
  }

  /** Stops an undelivered transfer for a fee after the customer has withdrawn the consent. */
  public void stopForFee(UUID id, SubjectId subject) {
    main.sql(
            "update transfers.transfer set state = 'stopped', outcome = ?"
                + " where transfer_id = ? and subject_id = ? and state in ('waiting', 'ready')")
        .params(TransferRefusals.CONSENT_TO_FEE.code(), id, subject.value())
        .update();
  }

  /** Stores the confirmation of a recipient; the first one counts. */
  public void confirm(UUID id, boolean deleted, Instant at) {
    main.sql(
            deleted
                ? "update transfers.transfer set deleted_at = coalesce(deleted_at, ?)"
                    + " where transfer_id = ?"
                : "update transfers.transfer set received_at = coalesce(received_at, ?)"
                    + " where transfer_id = ?")
        .params(at(at), id)
        .update();
  }

  private static OutboxTransfer transferOf(ResultSet row) throws SQLException {
    return new OutboxTransfer(
        row.getObject(1, UUID.class),
        new OutboxTransfer.Asked(
            new SubjectId(row.getObject(2, UUID.class)),
            row.getString(3),
            row.getString(4),
            Set.of(row.getString(5).split(",", -1)),
            row.getString(6),
            instant(row, 7).orElseThrow()),
        row.getString(8),
        Hash.of(row.getBytes(9)),
        new OutboxTransfer.Progress(
            OutboxTransfer.State.of(row.getString(10)),
            row.getInt(11),
            Objects.requireNonNull(row.getString(12)),
            instant(row, 13),
            instant(row, 14),
            instant(row, 15),
            instant(row, 16)));
  }

  private static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
