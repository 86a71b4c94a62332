package vn.onecall.server.transfers.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.door.Door;
import vn.onecall.keeper.door.Keeper;
import vn.onecall.keeper.erasure.ErasureFeed;
import vn.onecall.keeper.instances.Instances;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.server.envelopes.EnvelopeContent;
import vn.onecall.server.transfers.TransferSettings;
import vn.onecall.server.transfers.TransfersFeature;
import vn.onecall.server.transfers.agreements.Agreement;
import vn.onecall.server.transfers.agreements.Agreements;
import vn.onecall.translog.Hash;

/**
 * Orders recipients to delete the data of erased customers. It follows the erasure journal from its
 * last position, so that no erasure is missed, and sends each order until the recipient accepts it.
 */
@Component
final class DeletionOrders {
  private static final int AT_ONCE = 100;

  private final Door door;
  private final ErasureFeed erasures;
  private final Agreements agreements;
  private final TransactionTemplate transactions;
  private final DeletionOrderStore store;
  private final EnvelopeSender sender;
  private final Times times;

  DeletionOrders(
      Keeper keeper,
      Agreements agreements,
      Instances instances,
      EnvelopeSender sender,
      Clock clock,
      TransferSettings settings) {
    this.door = keeper.door();
    this.erasures = keeper.erasures();
    this.agreements = agreements;
    this.transactions = instances.feature("transfers").transactions();
    this.store = new DeletionOrderStore(instances.feature("transfers").client());
    this.sender = sender;
    this.times = new Times(clock, settings.attempt(), settings.answerBy());
  }

  /** The time, and how long an attempt and an answer may take. */
  private record Times(Clock clock, Duration attempt, Duration answerBy) {
    Instant now() {
      return clock.instant();
    }
  }

  /** Creates deletion orders for all erasures since the last run. */
  void follow() {
    while (Objects.requireNonNull(transactions.execute(status -> followSome())) == AT_ONCE) {}
  }

  private int followSome() {
    List<ErasureFeed.Taken> since = erasures.after(store.seen(), AT_ONCE);
    Instant now = times.now();
    for (ErasureFeed.Taken erasure : since) {
      for (DeletionOrderStore.Sent sent : store.sentOf(erasure.subject())) {
        if (sent.fields().stream().anyMatch(field -> erasure.takes(category(field)))) {
          store.order(sent.transfer(), now, now.plus(times.answerBy()));
        }
      }
    }
    if (!since.isEmpty()) {
      store.see(since.getLast().position());
    }
    return since.size();
  }

  private String category(String field) {
    Policy policy = door.policy();
    return Objects.requireNonNull(policy.fields().get(field)).category();
  }

  Optional<DeletionOrder> find(UUID transfer) {
    return store.find(transfer);
  }

  /** Finds the orders whose confirmation is overdue. */
  List<DeletionOrder> overdue(int limit) {
    return store.overdue(times.now(), limit);
  }

  /**
   * Makes one attempt to send an order. Its acceptance is logged as an entry that identifies
   * nobody.
   */
  void attempt(UUID transfer) {
    DeletionOrder order = store.find(transfer).orElseThrow();
    Instant now = times.now();
    if (!store.begin(order, now.plus(times.attempt()))) {
      return;
    }
    Instant next = now.plus(RetryBackoff.after(order.progress().attempts() + 1));
    Optional<Agreement> agreement = agreements.toTell(order.recipient());
    if (agreement.isEmpty()) {
      store.tried(transfer, "no-usable-key", next);
      return;
    }
    Agreement.Delivery delivery = agreement.get().terms().delivery();
    switch (delivery.way()) {
      case FILE -> store.tried(transfer, "to-be-handed-over", next);
      case PUSH -> {
        EnvelopeSender.Sent sent =
            sender.send(delivery.uri(), order.reference(), seal(order, delivery));
        if (sent.taken()) {
          note(order, "taken by ", sent.code());
        } else {
          store.tried(transfer, sent.code(), next);
        }
      }
    }
  }

  /** An attempt that was cut short by a fault is made again later. */
  void cutShort(UUID transfer) {
    DeletionOrder order = store.find(transfer).orElseThrow();
    if (order.sent().isEmpty()) {
      store.tried(
          transfer,
          EnvelopeSender.FAULT,
          times.now().plus(RetryBackoff.after(Math.max(1, order.progress().attempts()))));
    }
  }

  /** Encrypts the order for the staff to hand over, and logs it as an entry. */
  Optional<TransferDelivery.Sealed> file(DeletionOrder order) {
    return agreements
        .toTell(order.recipient())
        .map(agreement ->
            new TransferDelivery.Sealed(
                seal(order, agreement.terms().delivery()),
                note(order, "handed to ", "handed-over"),
                agreement));
  }

  private Hash note(DeletionOrder order, String what, String code) {
    Outcome<Hash> noted =
        door.manage(
            TransferDelivery.own(TransfersFeature.REPORT),
            ActivityKind.MANAGE,
            List.of("order to delete transfer " + order.transfer(), what + order.recipient()),
            (entry, transaction) ->
                new DeletionOrderStore(transaction).sent(order.transfer(), code, entry.at()));
    return switch (noted) {
      case Outcome.Permitted<Hash>(Hash entry) -> entry;
      case Outcome.Denied<Hash> denied ->
          throw new IllegalStateException("the policy does not let the server report transfers");
    };
  }

  private String seal(DeletionOrder order, Agreement.Delivery delivery) {
    Map<String, String> content = new LinkedHashMap<>();
    content.put("what", "delete");
    content.put("reference", order.reference());
    content.put("controller", door.policy().controller());
    content.put("due", order.due().toString());
    return delivery
        .usableKey()
        .orElseThrow()
        .seal(
            JsonMapper.shared().writeValueAsString(content).getBytes(StandardCharsets.UTF_8),
            EnvelopeContent.TYPE);
  }
}
