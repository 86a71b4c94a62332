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
import vn.onecall.server.transfers.agreements.TransferRefusals;
import vn.onecall.server.transfers.TransferSettings;
import vn.onecall.server.transfers.TransfersFeature;
import vn.onecall.server.transfers.agreements.Agreement;
import vn.onecall.server.transfers.outbox.OutboxStore;
import vn.onecall.server.transfers.outbox.OutboxTransfer;
import vn.onecall.translog.Hash;

/**
 * One attempt to deliver a transfer. The agreement and the customer's facts are asked again each
 * time, as an entry of its own; only then are the values opened, and sealed for the recipient at
 * once. What the recipient has twice has one reference.
 */
@Component
final class TransferDelivery {
  private final Door door;
  private final TransferClearance clearing;
  private final OutboxStore store;
  private final EnvelopeSender post;
  private final Clock clock;
  private final TransferSettings settings;

  TransferDelivery(
      Door door,
      TransferClearance clearing,
      Instances instances,
      EnvelopeSender post,
      Clock clock,
      TransferSettings settings) {
    this.door = door;
    this.clearing = clearing;
    this.store = new OutboxStore(instances.feature("transfers").client());
    this.post = post;
    this.clock = clock;
    this.settings = settings;
  }

  /** An envelope for the recipient, the entry of its opening, and what it stands under. */
  record Sealed(String envelope, Hash entry, Agreement agreement) {}

  /** What the outbox itself does, under a name of the server's own. */
  static Call own(String activity) {
    return Call.own(
        activity,
        new Caller("server", Set.of(activity), Optional.of(new Actor.Declared("outbox"))),
        TransfersFeature.OUTBOX);
  }

  /**
   * Tries to deliver a transfer that is due. Where its agreement has come to be for files
   * meanwhile, nothing is opened: it is ready to be fetched by whoever asked for it.
   */
  void attempt(UUID id) {
    OutboxTransfer parcel = store.find(id).orElseThrow();
    if (parcel.progress().state() != OutboxTransfer.State.WAITING) {
      return;
    }
    TransferClearance.Clearance clearance = clearance(parcel);
    if (clearance instanceof TransferClearance.Clearance.Cleared(Agreement agreement, var facts)
        && agreement.terms().delivery().way() == Agreement.Way.FILE) {
      store.makeReady(id);
      return;
    }
    Call call = own(parcel.asked().activity());
    Instant next = clock.instant().plus(settings.attempt());
    switch (open(
        call,
        parcel,
        clearance,
        (entry, transaction) -> new OutboxStore(transaction).begin(entry, parcel, next))) {
      case Outcome.Denied<Sealed>(Denial denial) ->
          store.end(id, OutboxTransfer.State.STOPPED, denial.code());
      case Outcome.Permitted<Sealed>(Sealed sealed) -> {
        CrashPoint.TRANSFER_OPENED.reached();
        EnvelopeSender.Sent sent =
            post.send(
                sealed.agreement().terms().delivery().uri(), parcel.reference(), sealed.envelope());
        if (sent.taken()) {
          delivered(parcel, sent.code());
        } else {
          failed(parcel, sealed.agreement(), sent.code());
        }
      }
    }
  }

  /** Opens a transfer for the staff to hand over as a sealed file. */
  Outcome<Sealed> file(Call call, OutboxTransfer parcel) {
    return open(
        call,
        parcel,
        clearance(parcel),
        (entry, transaction) -> {
          OutboxStore outbox = new OutboxStore(transaction);
          outbox.begin(entry, parcel, entry.at());
          outbox.delivered(entry, parcel.id(), "handed-over");
        });
  }

  private Transfer rule(String activity) {
    return Objects.requireNonNull(door.policy().transfers().get(activity));
  }

  private TransferClearance.Clearance clearance(OutboxTransfer parcel) {
    return clearing.of(parcel.id(), parcel.asked(), rule(parcel.asked().activity()));
  }

  private Outcome<Sealed> open(
      Call call, OutboxTransfer parcel, TransferClearance.Clearance clearance, EntryWork work) {
    Transfer rule = rule(parcel.asked().activity());
    return switch (clearance) {
      case TransferClearance.Clearance.Lacking(var refusal) ->
          TransferRefusals.refuse(door, call, parcel.asked().fields(), rule, refusal);
      case TransferClearance.Clearance.Cleared cleared -> {
        Agreement agreement = cleared.agreement();
        Disclosure what = what(parcel, cleared, work);
        yield switch (door.disclose(call, ActivityKind.TRANSFER, parcel.asked().subject(), what)) {
          case Outcome.Denied<Grant>(Denial denial) ->
              new Outcome.Denied<>(TransferRefusals.told(denial, rule, agreement));
          case Outcome.Permitted<Grant>(Grant grant) ->
              new Outcome.Permitted<>(seal(parcel, agreement, grant.open().getFirst()));
        };
      }
    };
  }

  /** What is handed over, only while what the customer has allowed holds. */
  static Disclosure what(
      OutboxTransfer parcel, TransferClearance.Clearance.Cleared cleared, EntryWork work) {
    Agreement agreement = cleared.agreement();
    return new Disclosure(
        parcel.asked().fields(),
        cleared.facts(),
        List.of(
            "transfer " + parcel.id(),
            "to %s by agreement %s version %d"
                .formatted(agreement.recipient().id(), agreement.id(), agreement.version()),
            "key " + agreement.terms().delivery().thumbprint(),
            "attempt " + parcel.progress().attempts()),
        Optional.empty(),
        work);
  }

  private Sealed seal(OutboxTransfer parcel, Agreement agreement, ShownSubject shown) {
    RecipientKey key = agreement.terms().delivery().usableKey().orElseThrow();
    Map<String, String> head = new LinkedHashMap<>();
    head.put("what", "transfer");
    head.put("reference", parcel.reference());
    head.put("controller", door.policy().controller());
    head.put("purpose", rule(parcel.asked().activity()).purpose());
    head.put("asked", parcel.asked().at().toString());
    return new Sealed(
        key.seal(EnvelopeContent.of(head, shown), EnvelopeContent.TYPE), shown.entry(), agreement);
  }

  private void delivered(OutboxTransfer parcel, String code) {
    CrashPoint.TRANSFER_DELIVERED.reached();
    Outcome<Hash> noted =
        door.manage(
            own(TransfersFeature.REPORT),
            ActivityKind.MANAGE,
            parcel.asked().subject(),
            List.of("transfer " + parcel.id(), "delivered to " + parcel.asked().recipient()),
            (entry, transaction) ->
                new OutboxStore(transaction).delivered(entry, parcel.id(), code));
    if (noted instanceof Outcome.Denied<Hash>) {
      throw new IllegalStateException("the policy does not let the server report transfers");
    }
  }

  private void failed(OutboxTransfer parcel, Agreement agreement, String code) {
    Instant next = clock.instant().plus(RetryBackoff.after(parcel.progress().attempts() + 1));
    Instant last = parcel.asked().at().plus(settings.giveUp());
    Instant ends = agreement.terms().span().ends();
    if (next.isAfter(last) || next.isAfter(ends)) {
      store.end(parcel.id(), OutboxTransfer.State.FAILED, code);
    } else {
      store.failed(parcel.id(), code, next);
    }
  }
}
