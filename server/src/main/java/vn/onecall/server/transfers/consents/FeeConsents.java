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
import vn.onecall.server.transfers.TransfersFeature;
import vn.onecall.server.transfers.outbox.OutboxStore;
import vn.onecall.server.transfers.outbox.OutboxTransfer;

/** What customers say to single transfers for a fee. */
@Component
public final class FeeConsents {
  private static final Messages MESSAGES = Messages.beside(TransfersFeature.class);
  private final Door door;
  private final FeeConsentStore store;
  private final Clock clock;

  FeeConsents(Door door, Instances instances, Clock clock) {
    this.door = door;
    this.store = new FeeConsentStore(instances.feature("transfers").client());
    this.clock = clock;
  }

  /** What a customer chooses, and how that came to us. */
  record Chosen(RecipientConsentChoice choice, CollectionOrigin collected) {}

  /** The fact of the yes to just what is asked for, if one was ever said. */
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
   * Says yes to a transfer.
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
   * Says no to a transfer, or takes the yes to it back: then it is stopped where it has not been
   * delivered, in the same commit.
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
