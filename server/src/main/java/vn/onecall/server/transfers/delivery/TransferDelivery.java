package vn.onecall.server.transfers.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.onecall.keeper.calls.Actor;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Caller;
import vn.onecall.keeper.calls.Denial;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.decisions.Disclosure;
import vn.onecall.keeper.decisions.EntryWork;
import vn.onecall.keeper.decisions.Grant;
import vn.onecall.keeper.decisions.ShownSubject;
import vn.onecall.keeper.door.Door;
import vn.onecall.keeper.faults.CrashPoint;
import vn.onecall.keeper.instances.Instances;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.policy.model.Transfer;
import vn.onecall.server.envelopes.EnvelopeContent;
import vn.onecall.server.envelopes.RecipientKey;
import vn.onecall.server.transfers.TransferSettings;
import vn.onecall.server.transfers.TransfersFeature;
import vn.onecall.server.transfers.agreements.Agreement;
import vn.onecall.server.transfers.agreements.TransferRefusals;
import vn.onecall.server.transfers.outbox.OutboxStore;
import vn.onecall.server.transfers.outbox.OutboxTransfer;
import vn.onecall.translog.Hash;

/**
 * Makes one attempt to deliver a transfer. Each attempt checks the agreement and the customer's
 * facts again and is logged as its own entry; only then are the values opened and immediately
 * encrypted for the recipient. Repeated deliveries of a transfer have the same reference.
 */
@Component
final class TransferDelivery {
  private final Door door;
  private final TransferClearance check;
  private final OutboxStore store;
  private final EnvelopeSender sender;
  private final Clock clock;
  private final TransferSettings settings;

  TransferDelivery(
      Door door,
      TransferClearance check,
      Instances instances,
      EnvelopeSender sender,
      Clock clock,
      TransferSettings settings) {
    this.door = door;
    this.check = check;
    this.store = new OutboxStore(instances.feature("transfers").client());
    this.sender = sender;
    this.clock = clock;
    this.settings = settings;
  }

  /** An envelope for the recipient, the log entry of its opening, and its agreement. */
  record Sealed(String envelope, Hash entry, Agreement agreement) {}

  /** Creates a call that the outbox makes itself, with the server as its caller. */
  static Call own(String activity) {
    return Call.own(
        activity,
        new Caller("server", Set.of(activity), Optional.of(new Actor.Declared("outbox"))),
        TransfersFeature.OUTBOX);
  }

  /**
   * Tries to deliver a transfer that is due. If its agreement now provides for files, nothing is
   * opened; the transfer becomes ready to be fetched by the client that requested it.
   */
  void attempt(UUID id) {
    OutboxTransfer transfer = store.find(id).orElseThrow();
    if (transfer.progress().state() != OutboxTransfer.State.WAITING) {
      return;
    }
    TransferClearance.Result clearance = clearance(transfer);
    if (clearance instanceof TransferClearance.Result.Cleared(Agreement agreement, var facts)
        && agreement.terms().delivery().way() == Agreement.Way.FILE) {
      store.makeReady(id);
      return;
    }
    Call call = own(transfer.asked().activity());
    Instant next = clock.instant().plus(settings.attempt());
    switch (open(
        call,
        transfer,
        clearance,
        (entry, transaction) -> new OutboxStore(transaction).begin(entry, transfer, next))) {
      case Outcome.Denied<Sealed>(Denial denial) ->
          store.end(id, OutboxTransfer.State.STOPPED, denial.code());
      case Outcome.Permitted<Sealed>(Sealed sealed) -> {
        CrashPoint.TRANSFER_OPENED.reached();
        EnvelopeSender.Sent sent =
            sender.send(
                sealed.agreement().terms().delivery().uri(),
                transfer.reference(),
                sealed.envelope());
        if (sent.taken()) {
          delivered(transfer, sent.code());
        } else {
          failed(transfer, sealed.agreement(), sent.code());
        }
      }
    }
  }

  /** Opens a transfer for the staff to hand over as a sealed file. */
  Outcome<Sealed> file(Call call, OutboxTransfer transfer) {
    return open(
        call,
        transfer,
        clearance(transfer),
        (entry, transaction) -> {
          OutboxStore outbox = new OutboxStore(transaction);
          outbox.begin(entry, transfer, entry.at());
          outbox.delivered(entry, transfer.id(), "handed-over");
        });
  }

  private Transfer rule(String activity) {
    return Objects.requireNonNull(door.policy().transfers().get(activity));
  }

  private TransferClearance.Result clearance(OutboxTransfer transfer) {
    return check.of(transfer.id(), transfer.asked(), rule(transfer.asked().activity()));
  }

  private Outcome<Sealed> open(
      Call call, OutboxTransfer transfer, TransferClearance.Result clearance, EntryWork work) {
    Transfer rule = rule(transfer.asked().activity());
    return switch (clearance) {
      case TransferClearance.Result.Lacking(var refusal) ->
          TransferRefusals.refuse(door, call, transfer.asked().fields(), rule, refusal);
      case TransferClearance.Result.Cleared cleared -> {
        Agreement agreement = cleared.agreement();
        Disclosure what = what(transfer, cleared, work);
        yield switch (door.disclose(
            call, ActivityKind.TRANSFER, transfer.asked().subject(), what)) {
          case Outcome.Denied<Grant>(Denial denial) ->
              new Outcome.Denied<>(TransferRefusals.told(denial, rule, agreement));
          case Outcome.Permitted<Grant>(Grant grant) ->
              new Outcome.Permitted<>(seal(transfer, agreement, grant.open().getFirst()));
        };
      }
    };
  }

  /** Describes the disclosure, which requires the facts of the customer's consent. */
  static Disclosure what(
      OutboxTransfer transfer, TransferClearance.Result.Cleared cleared, EntryWork work) {
    Agreement agreement = cleared.agreement();
    return new Disclosure(
        transfer.asked().fields(),
        cleared.facts(),
        List.of(
            "transfer " + transfer.id(),
            "to %s by agreement %s version %d"
                .formatted(agreement.recipient().id(), agreement.id(), agreement.version()),
            "key " + agreement.terms().delivery().thumbprint(),
            "attempt " + transfer.progress().attempts()),
        Optional.empty(),
        work);
  }

  private Sealed seal(OutboxTransfer transfer, Agreement agreement, ShownSubject shown) {
    RecipientKey key = agreement.terms().delivery().usableKey().orElseThrow();
    Map<String, String> head = new LinkedHashMap<>();
    head.put("what", "transfer");
    head.put("reference", transfer.reference());
    head.put("controller", door.policy().controller());
    head.put("purpose", rule(transfer.asked().activity()).purpose());
    head.put("asked", transfer.asked().at().toString());
    return new Sealed(
        key.seal(EnvelopeContent.of(head, shown), EnvelopeContent.TYPE), shown.entry(), agreement);
  }

  private void delivered(OutboxTransfer transfer, String code) {
    CrashPoint.TRANSFER_DELIVERED.reached();
    Outcome<Hash> noted =
        door.manage(
            own(TransfersFeature.REPORT),
            ActivityKind.MANAGE,
            transfer.asked().subject(),
            List.of("transfer " + transfer.id(), "delivered to " + transfer.asked().recipient()),
            (entry, transaction) ->
                new OutboxStore(transaction).delivered(entry, transfer.id(), code));
    if (noted instanceof Outcome.Denied<Hash>) {
      throw new IllegalStateException("the policy does not let the server report transfers");
    }
  }

  private void failed(OutboxTransfer transfer, Agreement agreement, String code) {
    Instant next = clock.instant().plus(RetryBackoff.after(transfer.progress().attempts() + 1));
    Instant last = transfer.asked().at().plus(settings.giveUp());
    Instant ends = agreement.terms().span().ends();
    if (next.isAfter(last) || next.isAfter(ends)) {
      store.end(transfer.id(), OutboxTransfer.State.FAILED, code);
    } else {
      store.failed(transfer.id(), code, next);
    }
  }
}
