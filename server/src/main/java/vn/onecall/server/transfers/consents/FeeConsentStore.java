package vn.onecall.server.transfers.consents;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.onecall.keeper.decisions.EntryWork;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.server.consents.TransferConsentScope;
import vn.onecall.server.transfers.outbox.OutboxStore;

/** All SQL statements about consents to transfers for a fee. */
final class FeeConsentStore {
  private final JdbcClient main;

  FeeConsentStore(JdbcClient main) {
    this.main = main;
  }

  Optional<FeeConsent> find(UUID transfer) {
    return main.sql(
            "select transfer_id, subject_id, recipient, purpose, fields, fact"
                + " from transfers.fee_consent where transfer_id = ?")
        .param(transfer)
        .query((row, n) ->
            new FeeConsent(
                row.getObject(1, UUID.class),
                new SubjectId(row.getObject(2, UUID.class)),
                new TransferConsentScope(
                    row.getString(3),
                    row.getString(4),
                    new TreeSet<>(List.of(row.getString(5).split(",", -1)))),
                row.getInt(6)))
        .optional();
  }

  /**
   * Stores the scope of a consent in the commit of its entry; a repetition changes nothing.
   *
   * @throws OutboxStore.TakenException if the id stands for something else
   */
  void keep(EntryWork.Entered entry, FeeConsent yes) {
    main.sql(
            """
            insert into transfers.fee_consent (transfer_id, subject_id, recipient, purpose, fields,
              fact, leaf, given_at)
            values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
            """)
        .params(
            yes.transfer(),
            yes.subject().value(),
            yes.about().recipient(),
            yes.about().purpose(),
            String.join(",", yes.about().fields()),
            yes.fact(),
            entry.leaf().bytes(),
            entry.at().atOffset(ZoneOffset.UTC))
        .update();
    if (find(yes.transfer()).filter(yes::equals).isEmpty()) {
      throw new OutboxStore.TakenException();
    }
  }
}
