package vn.onecall.server.transfers.consents;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.decisions.EntryWork;
import vn.onecall.keeper.door.Door;
import vn.onecall.keeper.instances.Instances;
import vn.onecall.keeper.subjects.CollectionOrigin;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.keeper.writes.SubjectChange;
import vn.onecall.keeper.writes.Written;
import vn.onecall.messages.Messages;
import vn.onecall.policy.model.Transfer;
import vn.onecall.server.consents.RecipientConsentChoice;
import vn.onecall.server.consents.TransferConsentScope;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.InputException;
import vn.onecall.server.transfers.outbox.OutboxStore;
import vn.onecall.server.transfers.outbox.OutboxTransfer;

/** Records the choices of customers about single transfers for a fee. */
@Component
public final class FeeConsents {
  private static final Messages MESSAGES = Messages.beside(FeeConsents.class);
  private final Door door;
  private final FeeConsentStore store;
  private final Clock clock;

  FeeConsents(Door door, Instances instances, Clock clock) {
    this.door = door;
    this.store = new FeeConsentStore(instances.feature("transfers").client());
    this.clock = clock;
  }

  /** A customer's choice and its origin. */
  record Chosen(RecipientConsentChoice choice, CollectionOrigin collected) {}

  /** Finds the fact of the consent to exactly this transfer, if one was ever given. */
  public OptionalInt fact(UUID transfer, OutboxTransfer.Asked asked, Transfer rule) {
    TransferConsentScope about =
        new TransferConsentScope(asked.recipient(), rule.purpose(), new TreeSet<>(asked.fields()));
    return store
        .find(transfer)
        .filter(yes -> yes.subject().equals(asked.subject()) && yes.about().equals(about))
        .map(yes -> OptionalInt.of(yes.fact()))
        .orElseGet(OptionalInt::empty);
  }

  /**
   * Records the consent to a transfer.
   *
   * @throws InputException if its id stands for another already
   */
  Outcome<Written> give(
      Call call, SubjectId subject, UUID transfer, TransferConsentScope about, Chosen chosen) {
    FeeConsent yes = FeeConsent.to(transfer, subject, about);
    if (store.find(transfer).filter(known -> !known.equals(yes)).isPresent()) {
      throw taken();
    }
    RecipientConsentChoice.To to =
        new RecipientConsentChoice.To(
            transfer.toString(), Optional.of(about), OptionalInt.of(yes.fact()));
    try {
      return choose(
          call,
          subject,
          to,
          chosen,
          (entry, transaction) -> new FeeConsentStore(transaction).keep(entry, yes));
    } catch (OutboxStore.TakenException e) {
      throw taken();
    }
  }

  /**
   * Records a refusal, or withdraws the consent; an undelivered transfer is stopped in the same
   * commit.
   */
  Outcome<Written> deny(Call call, SubjectId subject, UUID transfer, Chosen chosen) {
    Optional<FeeConsent> yes =
        store.find(transfer).filter(known -> known.subject().equals(subject));
    RecipientConsentChoice.To to =
        new RecipientConsentChoice.To(
            transfer.toString(),
            yes.map(FeeConsent::about),
            yes.map(known -> OptionalInt.of(known.fact())).orElseGet(OptionalInt::empty));
    return choose(
        call,
        subject,
        to,
        chosen,
        yes.isEmpty()
            ? EntryWork.NONE
            : (entry, transaction) -> new OutboxStore(transaction).stopForFee(transfer, subject));
  }

  private Outcome<Written> choose(
      Call call, SubjectId subject, RecipientConsentChoice.To to, Chosen chosen, EntryWork work) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    SubjectChange change = chosen.choice.change(to, chosen.collected, call.caller(), now, work);
    return door.consent(call, subject, change);
  }

  private static InputException taken() {
    return new InputException(
        new FieldError("transfer", "taken", MESSAGES.words("transfer-taken")));
  }
}
