package vn.onecall.server.transfers.delivery;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Denial;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.decisions.EntryWork;
import vn.onecall.keeper.decisions.Grant;
import vn.onecall.keeper.door.Door;
import vn.onecall.keeper.faults.CrashPoint;
import vn.onecall.keeper.features.Refusal;
import vn.onecall.keeper.instances.Instances;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.messages.Messages;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.policy.model.Transfer;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.InputException;
import vn.onecall.server.transfers.agreements.TransferRefusals;
import vn.onecall.server.transfers.TransfersFeature;
import vn.onecall.server.transfers.agreements.Agreement;
import vn.onecall.server.transfers.agreements.Agreements;
import vn.onecall.server.transfers.outbox.OutboxStore;
import vn.onecall.server.transfers.outbox.OutboxTransfer;
import vn.onecall.translog.Hash;

/**
 * Decides transfers: the client and the policy's rule first, then the agreement and its fee, then
 * what the customer has chosen. Whatever passes stands in the outbox in one commit with its entry.
 */
@Component
final class Transfers {
  private static final Messages MESSAGES = Messages.beside(TransfersFeature.class);
  private static final int REFERENCE_BYTES = 16;

  private final Door door;
  private final Agreements agreements;
  private final OutboxStore store;
  private final OutboxDispatcher courier;
  private final TransferDelivery sending;
  private final TransferClearance clearing;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Transfers(
      Door door,
      Agreements agreements,
      Instances instances,
      OutboxDispatcher courier,
      TransferDelivery sending,
      TransferClearance clearing,
      Clock clock) {
    this.door = door;
    this.agreements = agreements;
    this.store = new OutboxStore(instances.feature("transfers").client());
    this.courier = courier;
    this.sending = sending;
    this.clearing = clearing;
    this.clock = clock;
  }

  /** What a client wants handed over, to whom. */
  record Wanted(String recipient, Set<String> fields) {}

  Optional<OutboxTransfer> find(UUID id) {
    return store.find(id);
  }

  /** Asks for a transfer; asked for again in the same words, it is the same transfer. */
  Outcome<OutboxTransfer> ask(Call call, SubjectId customer, UUID id, Wanted wanted) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    OutboxTransfer.Asked asked =
        new OutboxTransfer.Asked(
            customer,
            call.activity(),
            wanted.recipient(),
            wanted.fields(),
            call.caller().client(),
            now);
    Optional<OutboxTransfer> before = store.find(id);
    if (before.isPresent() && call.caller().entitled().contains(call.activity())) {
      return again(before.get(), asked);
    }
    Transfer rule = door.policy().transfers().get(call.activity());
    if (rule == null) {
      // The door answers by the policy before this reason is looked at.
      return door.refuse(call, ActivityKind.TRANSFER, wanted.fields(), TransferRefusals.AGREEMENT);
    }
    return switch (clearing.of(id, asked, rule)) {
      case TransferClearance.Clearance.Lacking(Refusal refusal) ->
          TransferRefusals.refuse(door, call, wanted.fields(), rule, refusal);
      case TransferClearance.Clearance.Cleared cleared ->
          commit(call, rule, cleared, parcel(id, asked, cleared.agreement()));
    };
  }

  private OutboxTransfer parcel(UUID id, OutboxTransfer.Asked asked, Agreement agreement) {
    byte[] reference = new byte[REFERENCE_BYTES];
    random.nextBytes(reference);
    OutboxTransfer.State state =
        switch (agreement.terms().delivery().way()) {
          case PUSH -> OutboxTransfer.State.WAITING;
          case FILE -> OutboxTransfer.State.READY;
        };
    return new OutboxTransfer(
        id,
        asked,
        HexFormat.of().formatHex(reference),
        Hash.EMPTY_ROOT,
        new OutboxTransfer.Progress(
            state, 0, "", Optional.empty(), Optional.empty(), Optional.empty()));
  }

  private Outcome<OutboxTransfer> commit(
      Call call,
      Transfer rule,
      TransferClearance.Clearance.Cleared cleared,
      OutboxTransfer parcel) {
    Outcome<Grant> decided;
    try {
      decided =
          door.disclose(
              call,
              ActivityKind.TRANSFER,
              parcel.asked().subject(),
              TransferDelivery.what(
                  parcel,
                  cleared,
                  (entry, transaction) -> new OutboxStore(transaction).insert(entry, parcel)));
    } catch (OutboxStore.TakenException e) {
      return again(store.find(parcel.id()).orElseThrow(), parcel.asked());
    }
    return switch (decided) {
      case Outcome.Denied<Grant>(Denial denial) ->
          new Outcome.Denied<>(TransferRefusals.told(denial, rule, cleared.agreement()));
      case Outcome.Permitted<Grant> permitted -> {
        // The grant is let go unopened: each sending takes one of its own.
        CrashPoint.TRANSFER_COMMITTED.reached();
        courier.wake();
        yield new Outcome.Permitted<>(store.find(parcel.id()).orElseThrow());
      }
    };
  }

  private static Outcome<OutboxTransfer> again(OutboxTransfer before, OutboxTransfer.Asked asked) {
    if (before.asked().isSameAs(asked)) {
      return new Outcome.Permitted<>(before);
    }
    throw new InputException(new FieldError("transfer", "taken", MESSAGES.words("transfer-taken")));
  }

  /** Opens a transfer, or the order to delete after it, for the staff to hand over sealed. */
  Outcome<TransferDelivery.Sealed> file(Call call, OutboxTransfer parcel) {
    return sending.file(call, parcel);
  }

  /**
   * Keeps what a recipient confirms of a reference of its own: that it has it, or that it has
   * deleted it, as it was told to or of its own accord; the leaf of the entry.
   */
  Outcome<Hash> confirm(Call call, String reference, boolean deleted) {
    Optional<OutboxTransfer> parcel =
        agreements
            .recipientOf(call.caller().client())
            .flatMap(recipient -> store.sent(recipient.id(), reference));
    if (parcel.isEmpty()) {
      return door.refuse(call, ActivityKind.MANAGE, Set.of(), TransferRefusals.OWN_REFERENCE);
    }
    OutboxTransfer known = parcel.get();
    return door.manage(
        call,
        ActivityKind.MANAGE,
        known.asked().subject(),
        List.of(
            "transfer " + known.id(),
            (deleted ? "deleted by " : "received by ") + known.asked().recipient()),
        (entry, transaction) ->
            new OutboxStore(transaction).confirm(known.id(), deleted, entry.at()));
  }

  /** Notes that somebody follows transfers; the leaf of the entry. */
  Outcome<Hash> follow(Call call, String what) {
    return door.manage(call, ActivityKind.MANAGE, List.of("follow " + what), EntryWork.NONE);
  }

  /** What was not delivered, of the last days. */
  List<OutboxTransfer> undelivered(Instant since, int limit) {
    return store.undelivered(since, limit);
  }
}
