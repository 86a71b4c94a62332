package vn.onecall.server.transfers.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.idempotency.CarriedOutCall;
import vn.onecall.keeper.idempotency.Write;
import vn.onecall.messages.BilingualText;
import vn.onecall.messages.Messages;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.JsonBody;
import vn.onecall.server.problems.Problem;
import vn.onecall.server.transfers.CallerChosenIds;
import vn.onecall.server.transfers.outbox.OutboxTransfer;
import vn.onecall.translog.Hash;

/**
 * {@code /api/v1/transfers}: the status of transfers, overdue deletions, encrypted files to hand
 * over, and confirmations of recipients. No response identifies the customer.
 */
@RestController
@RequestMapping(path = "/api/v1/transfers", produces = MediaType.APPLICATION_JSON_VALUE)
final class TransferStatusEndpoints {
  private static final Messages MESSAGES = Messages.beside(TransferStatusEndpoints.class);
  private static final int MOST = 100;
  private static final List<String> CONFIRMED = List.of("received", "deleted");

  private final Transfers transfers;
  private final DeletionOrders deletions;

  TransferStatusEndpoints(Transfers transfers, DeletionOrders deletions) {
    this.transfers = transfers;
    this.deletions = deletions;
  }

  /** The status of one transfer. */
  record StatusView(
      String id,
      String activity,
      String recipient,
      String state,
      int attempts,
      String outcome,
      Times times,
      String entry) {}

  /** The times of events; null for an event that has not happened. */
  record Times(
      String asked,
      @Nullable String delivered,
      @Nullable String received,
      @Nullable String deletionOrdered,
      @Nullable String deleted,
      @Nullable String seenTo) {}

  /** A deletion order whose confirmation is overdue. */
  record OverdueView(
      String transfer, String recipient, String due, @Nullable String sent, String outcome) {}

  /** A transfer that was not delivered. */
  record UndeliveredView(String transfer, String recipient, String state, String outcome) {}

  /** Everything that needs attention. */
  record OpenView(List<OverdueView> deletions, List<UndeliveredView> undelivered, String entry) {}

  /**
   * An envelope that the recipient alone opens. There is none if the call is a repeated one and a
   * halt kept the first from leaving its envelope.
   */
  record SealedView(@Nullable String envelope, String entry) {}

  /** A transfer that is open no longer. */
  record SeenToView(String id, String entry) {}

  /** A confirmation that is kept. */
  record ConfirmedView(String entry) {}

  @GetMapping("/{transfer}")
  Outcome<?> status(@PathVariable String transfer, Call call, Locale reader) {
    UUID id = CallerChosenIds.read("transfer", transfer);
    return transfers
        .follow(call, "transfer " + id)
        .map(entry -> {
          Optional<OutboxTransfer> queued = transfers.find(id);
          return queued.isEmpty()
              ? unknown(MESSAGES.words("no-such-transfer"), reader)
              : ResponseEntity.ok(view(queued.get(), entry.hex()));
        });
  }

  @GetMapping("/open")
  Outcome<?> open(Call call) {
    return transfers
        .follow(call, "what is open")
        .map(entry ->
            ResponseEntity.ok(
                new OpenView(
                    deletions.overdue(MOST).stream().map(TransferStatusEndpoints::view).toList(),
                    transfers.undelivered(MOST).stream()
                        .map(each ->
                            new UndeliveredView(
                                each.id().toString(),
                                each.asked().recipient(),
                                each.progress().state().word(),
                                each.progress().outcome()))
                        .toList(),
                    entry.hex())));
  }

  /** Takes a transfer that was not delivered off the list of what is open. */
  @PostMapping(path = "/{transfer}/seen-to", consumes = MediaType.APPLICATION_JSON_VALUE)
  Write<?> seenTo(@PathVariable String transfer, JsonBody body, Call call, Locale reader) {
    UUID id = CallerChosenIds.read("transfer", transfer);
    body.finish();
    return Write.of(() -> transfers.seeTo(call, id), done -> Optional.of(done.entry()))
        .map(entry ->
            entry.isEmpty()
                ? unknown(MESSAGES.words("no-open-transfer"), reader)
                : ResponseEntity.ok(new SeenToView(id.toString(), entry.get().hex())));
  }

  /** The sealed fields; after an erasure, the sealed order to delete them. */
  @PostMapping(path = "/{transfer}/file", consumes = MediaType.APPLICATION_JSON_VALUE)
  Write<?> file(@PathVariable String transfer, JsonBody body, Call call, Locale reader) {
    UUID id = CallerChosenIds.read("transfer", transfer);
    body.finish();
    return Write.of(
            () -> file(call, id), done -> Optional.of(new Handed(done.act().kept(), done.entry())))
        .keeping(handed -> handed.flatMap(Handed::envelope))
        .map(handed ->
            handed.isEmpty()
                ? unknown(MESSAGES.words("no-such-transfer"), reader)
                : ResponseEntity.ok(
                    new SealedView(
                        handed.get().envelope().orElse(null), handed.get().entry().hex())));
  }

  /** An envelope to hand over, if it is there still, and the entry of its opening. */
  private record Handed(Optional<String> envelope, Hash entry) {
    static Handed of(TransferDelivery.Sealed sealed) {
      return new Handed(Optional.of(sealed.envelope()), sealed.entry());
    }
  }

  private Outcome<Optional<Handed>> file(Call call, UUID id) {
    Optional<OutboxTransfer> queued =
        transfers
            .find(id)
            .filter(each -> each.asked().activity().equals(call.activity()))
            .filter(each -> each.asked().client().equals(call.caller().client()));
    if (!transfers.admits(call)) {
      return transfers.refuse(call);
    }
    if (queued.isEmpty()) {
      return new Outcome.Permitted<>(Optional.empty());
    }
    Optional<DeletionOrder> order = deletions.find(id);
    if (order.isPresent()) {
      return new Outcome.Permitted<>(deletions.file(order.get()).map(Handed::of));
    }
    if (queued.get().progress().state() == OutboxTransfer.State.STOPPED) {
      return new Outcome.Permitted<>(Optional.empty());
    }
    return transfers.file(call, queued.get()).map(sealed -> Optional.of(Handed.of(sealed)));
  }

  @PostMapping(path = "/confirmations", consumes = MediaType.APPLICATION_JSON_VALUE)
  Write<?> confirm(JsonBody body, Call call) {
    String reference = body.text("reference");
    String what = body.text("what");
    if (!what.isEmpty() && !CONFIRMED.contains(what)) {
      body.wrong(FieldError.notListed("what", CONFIRMED));
    }
    body.finish();
    return Write.of(
            () -> transfers.confirm(call, reference, what.equals("deleted")), CarriedOutCall::entry)
        .map(entry -> ResponseEntity.ok(new ConfirmedView(entry.hex())));
  }

  private StatusView view(OutboxTransfer queued, String entry) {
    OutboxTransfer.Progress progress = queued.progress();
    return new StatusView(
        queued.id().toString(),
        queued.asked().activity(),
        queued.asked().recipient(),
        progress.state().word(),
        progress.attempts(),
        progress.outcome(),
        new Times(
            queued.asked().at().toString(),
            text(progress.delivered()),
            text(progress.received()),
            text(deletions.find(queued.id()).map(DeletionOrder::ordered)),
            text(progress.deleted()),
            text(progress.seenTo())),
        entry);
  }

  private static OverdueView view(DeletionOrder order) {
    return new OverdueView(
        order.transfer().toString(),
        order.recipient(),
        order.due().toString(),
        text(order.sent()),
        order.progress().outcome());
  }

  private static @Nullable String text(Optional<Instant> at) {
    return at.map(Instant::toString).orElse(null);
  }

  private static ResponseEntity<?> unknown(BilingualText words, Locale reader) {
    return Problem.NOT_FOUND.response(reader, Problem.NOT_FOUND.detail(reader, words.in(reader)));
  }
}
