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
import vn.onecall.server.transfers.agreements.Agreement;
import vn.onecall.server.transfers.agreements.Agreements;
import vn.onecall.server.transfers.agreements.TransferRefusals;
import vn.onecall.server.transfers.outbox.OutboxStore;
import vn.onecall.server.transfers.outbox.OutboxTransfer;
import vn.onecall.translog.Hash;

/**
 * Decides transfers: first the client and the rule of the policy, then the agreement and its fee,
 * then the choices of the customer. An accepted transfer is written to the outbox in the same
 * commit as its log entry.
 */
@Component
final class Transfers {
  private static final Messages MESSAGES = Messages.beside(Transfers.class);
  private static final int REFERENCE_BYTES = 16;

  private final Door door;
  private final Agreements agreements;
  private final OutboxStore store;
  private final OutboxDispatcher dispatcher;
  private final TransferDelivery delivery;
  private final TransferClearance clearance;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Transfers(
      Door door,
      Agreements agreements,
      Instances instances,
      OutboxDispatcher dispatcher,
      TransferDelivery delivery,
      TransferClearance clearance,
      Clock clock) {
    this.door = door;
    this.agreements = agreements;
    this.store = new OutboxStore(instances.feature("transfers").client());
    this.dispatcher = dispatcher;
    this.delivery = delivery;
    this.clearance = clearance;
    this.clock = clock;
  }

  /** The requested recipient and fields. */
  record Wanted(String recipient, Set<String> fields) {}

  Optional<OutboxTransfer> find(UUID id) {
    return store.find(id);
  }

  /** Whether the policy lets this caller name this activity for a transfer on this route. */
  boolean admits(Call call) {
    return door.admits(call, ActivityKind.TRANSFER, Set.of());
  }

  /** Refuses a call that the policy does not let in: by the door, which says why. */
  <T> Outcome<T> refuse(Call call) {
    return door.refuse(call, ActivityKind.TRANSFER, Set.of(), TransferRefusals.AGREEMENT);
  }

  /** Requests a transfer. A repeated identical request returns the same transfer. */
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
    if (admits(call) && before.isPresent()) {
      return again(before.get(), asked);
    }
    Transfer rule = door.policy().transfers().get(call.activity());
    if (rule == null) {
      // The door answers by the policy before this reason is looked at.
      return door.refuse(call, ActivityKind.TRANSFER, wanted.fields(), TransferRefusals.AGREEMENT);
    }
    return switch (clearance.of(id, asked, rule)) {
      case TransferClearance.Result.Lacking(Refusal refusal) ->
          TransferRefusals.refuse(door, call, wanted.fields(), rule, refusal);
      case TransferClearance.Result.Cleared cleared ->
          commit(call, rule, cleared, transfer(id, asked, cleared.agreement()));
    };
  }

  private OutboxTransfer transfer(UUID id, OutboxTransfer.Asked asked, Agreement agreement) {
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
            state, 0, "", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
  }

  private Outcome<OutboxTransfer> commit(
      Call call, Transfer rule, TransferClearance.Result.Cleared cleared, OutboxTransfer transfer) {
    Outcome<Hash> decided;
    try {
      decided =
          door.queue(
              call,
              ActivityKind.TRANSFER,
              transfer.asked().subject(),
              TransferDelivery.what(
                  transfer,
                  cleared,
                  List.of(),
                  (entry, transaction) -> new OutboxStore(transaction).insert(entry, transfer)));
    } catch (OutboxStore.TakenException e) {
      return again(store.find(transfer.id()).orElseThrow(), transfer.asked());
    }
    return switch (decided) {
      case Outcome.Denied<Hash>(Denial denial) ->
          new Outcome.Denied<>(TransferRefusals.told(denial, rule, cleared.agreement()));
      case Outcome.Permitted<Hash> _ -> {
        CrashPoint.TRANSFER_COMMITTED.reached();
        dispatcher.wake();
        yield new Outcome.Permitted<>(store.find(transfer.id()).orElseThrow());
      }
    };
  }

  private static Outcome<OutboxTransfer> again(OutboxTransfer before, OutboxTransfer.Asked asked) {
    if (before.asked().isSameAs(asked)) {
      return new Outcome.Permitted<>(before);
    }
    throw new InputException(new FieldError("transfer", "taken", MESSAGES.words("transfer-taken")));
  }

  /** Opens a transfer and encrypts it as a file for the staff to hand over. */
  Outcome<TransferDelivery.Sealed> file(Call call, OutboxTransfer transfer) {
    return delivery.file(call, transfer);
  }

  /**
   * Stores the confirmation of a recipient for one of its own references: that it received the
   * data, or that it deleted them, ordered or on its own initiative. Returns the leaf hash of the
   * entry.
   */
  Outcome<Hash> confirm(Call call, String reference, boolean deleted) {
    Optional<OutboxTransfer> transfer =
        agreements
            .recipientOf(call.caller().client())
            .flatMap(recipient -> store.sent(recipient.id(), reference));
    if (transfer.isEmpty()) {
      return door.refuse(call, ActivityKind.MANAGE, Set.of(), TransferRefusals.OWN_REFERENCE);
    }
    OutboxTransfer known = transfer.get();
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

  /** Logs that somebody views transfers; returns the leaf hash of the entry. */
  Outcome<Hash> follow(Call call, String what) {
    return door.manage(call, ActivityKind.MANAGE, List.of("follow " + what), EntryWork.NONE);
  }

  /** Finds the transfers that were not delivered, and that nobody has seen to. */
  List<OutboxTransfer> undelivered(int limit) {
    return store.undelivered(limit);
  }

  /**
   * Stores that somebody has seen to a transfer that was not delivered; it is open no longer.
   * Returns the leaf hash of the entry; nothing if there is no such transfer.
   */
  Outcome<Optional<Hash>> seeTo(Call call, UUID id) {
    Optional<OutboxTransfer> open =
        store.find(id).filter(transfer -> transfer.progress().isUndelivered());
    if (open.isEmpty() && door.admits(call, ActivityKind.MANAGE, Set.of())) {
      return new Outcome.Permitted<>(Optional.empty());
    }
    return door.manage(
            call,
            ActivityKind.MANAGE,
            List.of("transfer " + id, "seen to"),
            (entry, transaction) -> new OutboxStore(transaction).seenTo(entry, id))
        .map(Optional::of);
  }
}
