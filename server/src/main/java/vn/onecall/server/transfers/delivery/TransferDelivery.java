package vn.onecall.server.transfers.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
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
import vn.onecall.server.transfers.agreements.OutboundAddressGuard;
import vn.onecall.server.transfers.agreements.TransferRefusals;
import vn.onecall.server.transfers.outbox.OutboxStore;
import vn.onecall.server.transfers.outbox.OutboxTransfer;
import vn.onecall.translog.Hash;

/**
 * Makes one attempt to deliver a transfer. Each attempt checks the agreement and the customer's
 * facts again and is logged as its own entry; only then are the values opened and immediately
 * encrypted for the recipient. What was opened and did not arrive has an entry too. Repeated
 * deliveries of a transfer have the same reference.
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
   * opened; the transfer becomes ready to be fetched by the client that requested it. Nor is
   * anything opened for an address that cannot be reached.
   */
  void attempt(UUID id) {
    OutboxTransfer transfer = store.find(id).orElseThrow();
    if (transfer.progress().state() != OutboxTransfer.State.WAITING) {
      return;
    }
    switch (clearance(transfer)) {
      case TransferClearance.Result.Lacking lacking ->
          send(transfer, lacking, new OutboundAddressGuard.Path.Open(List.of()));
      case TransferClearance.Result.Cleared(Agreement agreement, var facts) -> {
        switch (agreement.terms().delivery().way()) {
          case FILE -> store.makeReady(id);
          case PUSH -> reach(transfer, agreement);
        }
      }
    }
  }

  private void reach(OutboxTransfer transfer, Agreement agreement) {
    Agreement.Delivery delivery = agreement.terms().delivery();
    switch (sender.reach(delivery.uri())) {
      case OutboundAddressGuard.Path.Closed(String code) -> unreached(transfer, code);
      case OutboundAddressGuard.Path.Open open -> {
        TransferClearance.Result now = clearance(transfer);
        // What was agreed meanwhile is looked at anew, at once.
        if (!(now instanceof TransferClearance.Result.Cleared(Agreement current, var facts))
            || current.terms().delivery().equals(delivery)) {
          send(transfer, now, open);
        }
      }
    }
  }

  private void send(
      OutboxTransfer transfer,
      TransferClearance.Result clearance,
      OutboundAddressGuard.Path.Open to) {
    Instant next = clock.instant().plus(settings.attempt());
    switch (open(
        own(transfer.asked().activity()),
        transfer,
        clearance,
        (entry, transaction) -> new OutboxStore(transaction).begin(entry, transfer, next),
        (outbox, code) -> outbox.end(transfer.id(), OutboxTransfer.State.FAILED, code))) {
      case Outcome.Denied<Sealed>(Denial denial) ->
          store.end(transfer.id(), OutboxTransfer.State.STOPPED, denial.code());
      case Outcome.Permitted<Sealed>(Sealed sealed) -> {
        CrashPoint.TRANSFER_OPENED.reached();
        EnvelopeSender.Sent sent =
            sender.send(
                sealed.agreement().terms().delivery().uri(),
                to,
                transfer.reference(),
                sealed.envelope());
        if (sent.taken()) {
          delivered(transfer, sent.code());
        } else {
          failed(transfer, sealed.agreement(), sent);
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
        },
        (outbox, code) -> outbox.notHandedOver(transfer.id(), code));
  }

  private Transfer rule(String activity) {
    return Objects.requireNonNull(door.policy().transfers().get(activity));
  }

  private TransferClearance.Result clearance(OutboxTransfer transfer) {
    return check.of(transfer.id(), transfer.asked(), rule(transfer.asked().activity()));
  }

  private Outcome<Sealed> open(
      Call call,
      OutboxTransfer transfer,
      TransferClearance.Result clearance,
      EntryWork work,
      BiConsumer<OutboxStore, String> fault) {
    Transfer rule = rule(transfer.asked().activity());
    return switch (clearance) {
      case TransferClearance.Result.Lacking(var refusal) ->
          TransferRefusals.refuse(door, call, transfer.asked().fields(), rule, refusal);
      case TransferClearance.Result.Cleared cleared -> {
        Agreement agreement = cleared.agreement();
        List<String> attempt = List.of("attempt " + (transfer.progress().attempts() + 1));
        yield switch (door.disclose(
            call,
            ActivityKind.TRANSFER,
            transfer.asked().subject(),
            what(transfer, cleared, attempt, work))) {
          case Outcome.Denied<Grant>(Denial denial) ->
              new Outcome.Denied<>(TransferRefusals.told(denial, rule, agreement));
          case Outcome.Permitted<Grant>(Grant grant) ->
              new Outcome.Permitted<>(seal(transfer, agreement, grant, fault));
        };
      }
    };
  }

  /** Describes the disclosure, which requires the facts of the customer's consent. */
  static Disclosure what(
      OutboxTransfer transfer,
      TransferClearance.Result.Cleared cleared,
      List<String> more,
      EntryWork work) {
    Agreement agreement = cleared.agreement();
    List<String> details = new ArrayList<>();
    details.add("transfer " + transfer.id());
    details.add(
        "to %s by agreement %s version %d"
            .formatted(agreement.recipient().id(), agreement.id(), agreement.version()));
    details.add("key " + agreement.terms().delivery().thumbprint());
    details.addAll(more);
    return new Disclosure(
        transfer.asked().fields(), cleared.facts(), details, Optional.empty(), work);
  }

  /** Its opening has its entry: what fails from here on has one too, and ends the transfer. */
  private Sealed seal(
      OutboxTransfer transfer,
      Agreement agreement,
      Grant grant,
      BiConsumer<OutboxStore, String> fault) {
    try {
      return seal(transfer, agreement, grant.open().getFirst());
    } catch (RuntimeException e) {
      undelivered(
          transfer,
          EnvelopeSender.FAULT,
          true,
          outbox -> fault.accept(outbox, EnvelopeSender.FAULT));
      throw e;
    }
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
    note(
        transfer,
        List.of("delivered to " + transfer.asked().recipient()),
        (entry, transaction) -> new OutboxStore(transaction).delivered(entry, transfer.id(), code));
  }

  /** What was opened has not arrived: it is tried again while there is time, if that may help. */
  private void failed(OutboxTransfer transfer, Agreement agreement, EnvelopeSender.Sent sent) {
    Instant next = clock.instant().plus(RetryBackoff.after(transfer.progress().attempts() + 1));
    boolean over =
        sent.isFault()
            || isTooLate(transfer, next)
            || next.isAfter(agreement.terms().span().ends());
    undelivered(
        transfer,
        sent.code(),
        over,
        outbox -> {
          if (over) {
            outbox.end(transfer.id(), OutboxTransfer.State.FAILED, sent.code());
          } else {
            outbox.failed(transfer.id(), sent.code(), next);
          }
        });
  }

  /** Nothing was opened, since the recipient cannot be reached at present. */
  private void unreached(OutboxTransfer transfer, String code) {
    Instant now = clock.instant();
    Instant next = now.plus(RetryBackoff.since(transfer.asked().at(), now));
    if (isTooLate(transfer, next)) {
      undelivered(
          transfer,
          code,
          true,
          outbox -> outbox.end(transfer.id(), OutboxTransfer.State.FAILED, code));
    } else {
      store.failed(transfer.id(), code, next);
    }
  }

  /**
   * An attempt that was cut short by a fault is made again later, and ends in time all the same.
   */
  void cutShort(UUID id) {
    OutboxTransfer transfer = store.find(id).orElseThrow();
    if (transfer.progress().state() == OutboxTransfer.State.WAITING) {
      unreached(transfer, EnvelopeSender.FAULT);
    }
  }

  private boolean isTooLate(OutboxTransfer transfer, Instant next) {
    return next.isAfter(transfer.asked().at().plus(settings.giveUp()));
  }

  private void undelivered(
      OutboxTransfer transfer, String code, boolean over, Consumer<OutboxStore> work) {
    List<String> details = new ArrayList<>();
    details.add("not delivered to " + transfer.asked().recipient() + ": " + code);
    if (over) {
      details.add("given up");
    }
    note(transfer, details, (entry, transaction) -> work.accept(new OutboxStore(transaction)));
  }

  /** Writes what became of a transfer into the log, and into the outbox in the same commit. */
  private void note(OutboxTransfer transfer, List<String> what, EntryWork work) {
    List<String> details = new ArrayList<>();
    details.add("transfer " + transfer.id());
    details.addAll(what);
    Outcome<Hash> noted =
        door.manage(
            own(TransfersFeature.REPORT),
            ActivityKind.MANAGE,
            transfer.asked().subject(),
            details,
            work);
    if (noted instanceof Outcome.Denied<Hash>) {
      throw new IllegalStateException("the policy does not let the server report transfers");
    }
  }
}
