package vn.onecall.cli.demo.walk;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import vn.onecall.cli.demo.api.DemoApi;
import vn.onecall.cli.demo.api.PersonalKey;
import vn.onecall.cli.demo.partners.TransferRecipient;
import vn.onecall.cli.rest.RestResponse;

/**
 * A payment gateway receives what a payment needs, encrypted for the gateway alone, and nothing
 * more. After the customer's erasure, the gateway is told to delete the data too.
 */
final class TransfersChapter {
  private static final String GATEWAY = "gateway";
  private static final List<String> FIELDS = List.of("full-name", "email", "phone", "payment-card");
  private static final String ONE_MORE = "identity-number";
  private static final String LEAST = "4.3";
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  private final WalkContext context;
  private final DemoApi api;
  private final TransferRecipient gateway;
  private final TransferLines handOver;
  private final String id;
  private String transfer = "";
  private String reference = "";

  /**
   * Prepares the transfers of one customer.
   *
   * @param id the customer whose card is stored
   */
  TransfersChapter(WalkContext context, TransferRecipient gateway, String id) {
    this.context = context;
    this.api = context.api();
    this.gateway = gateway;
    this.handOver = new TransferLines(context, gateway);
    this.id = id;
  }

  /** The gateway of this walk. */
  static TransferRecipient gateway() {
    return TransferRecipient.listening(GATEWAY, "payment-gateway", "Cổng thanh toán Giả Định");
  }

  void walk() {
    context.transcript().part("A payment gateway gets four fields, and no fifth");
    context.refused(
        "dispatcher hands the gateway a payment's details",
        handOver.ask(id, FIELDS),
        403,
        "needs-agreement",
        TransferLines.PROTECTION);
    handOver.agrees(gateway.agreement("payment", FIELDS).put("client", GATEWAY));
    transfer = handOver.hands("dispatcher hands them over once more", id, FIELDS);
    TransferRecipient.Envelope envelope = handOver.opens(FIELDS, this::isAsHeld);
    reference = envelope.reference();
    boolean closed = PersonalKey.generate().open(envelope.sealed()).isEmpty();
    context
        .transcript()
        .line(
            "... and somebody with another key",
            closed,
            "opens nothing",
            closed ? "opens nothing" : "opens it",
            TransferLines.PROTECTION);
    confirms("received");
    follows(List.of("delivered", "received"));
    context.fieldRefused(
        "dispatcher hands over a fifth, the " + ONE_MORE,
        handOver.ask(id, Stream.concat(FIELDS.stream(), Stream.of(ONE_MORE)).toList()),
        ONE_MORE,
        LEAST);
    seenByTheCustomer();
  }

  /** Whether the values are those of the account, and the card is only a token. */
  private boolean isAsHeld(JsonNode opened) {
    RestResponse own = api.read("customer-site", "account.view", id);
    JsonNode card = TransferLines.value(opened, "payment-card");
    return Stream.of("full-name", "email", "phone")
            .allMatch(field ->
                TransferLines.value(opened, field).stringValue("").equals(own.shown(field)))
        && card.path("token").stringValue("").equals(FullRegistration.CARD_TOKEN)
        && !card.has("number")
        && !opened.toString().contains(id);
  }

  private void confirms(String what) {
    RestResponse confirmed =
        api.post(
            GATEWAY,
            "/api/v1/transfers/confirmations",
            DemoApi.object()
                .put("activity", "transfers.confirm")
                .put("reference", reference)
                .put("what", what));
    context.given(
        "the gateway confirms under its reference: " + what,
        confirmed,
        confirmed.text("entry").length() == 64,
        "with its entry",
        "noted, entry " + WalkContext.entry(confirmed),
        context.promiseOf("transfers.confirm"));
  }

  /** Waits until the transfer is complete, and checks the status that the dispatcher sees. */
  private void follows(List<String> times) {
    RestResponse status = status();
    long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (!hasAll(status, times) && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      status = status();
    }
    RestResponse last = status;
    context.given(
        "dispatcher follows the transfer",
        last,
        hasAll(last, times),
        "delivered, with the times: " + String.join(", ", times),
        times.stream()
            .map(time -> time.replace("deletionOrdered", "deletion ordered") + " " + at(last, time))
            .collect(Collectors.joining(", ")),
        context.promiseOf("transfers.follow"));
  }

  private static boolean hasAll(RestResponse status, List<String> times) {
    return status.text("state").equals("delivered")
        && times.stream().noneMatch(time -> at(status, time).isEmpty());
  }

  private RestResponse status() {
    return api.get("dispatcher", "/api/v1/transfers/" + transfer + "?activity=transfers.follow");
  }

  /** The day of an event of the transfer; empty if it has not happened. */
  private static String at(RestResponse status, String time) {
    return WalkContext.day(status.body().path("times").path(time).stringValue(""));
  }

  private void seenByTheCustomer() {
    RestResponse entries = api.entries(id);
    List<String> by =
        entries
            .body()
            .path("entries")
            .valueStream()
            .filter(entry -> entry.path("activity").stringValue("").equals(gateway.activity()))
            .map(entry -> entry.path("client").stringValue(""))
            .sorted()
            .distinct()
            .toList();
    context.given(
        "customer-site views who has used the data, and why",
        entries,
        Set.copyOf(by).equals(Set.of("dispatcher", "server")),
        "the transfer, asked for by the dispatcher and sent by the server",
        gateway.activity() + ", by " + String.join(" and ", by),
        context.promiseOf("account.entries"));
  }

  /** Runs the part after the erasure. */
  void walkOfDeletion() {
    context.transcript().part("The gateway is told to delete what it got");
    Optional<JsonNode> order = gateway.next().flatMap(gateway::open);
    context
        .transcript()
        .line(
            "the gateway opens what comes",
            order
                .filter(opened ->
                    opened.path("what").stringValue("").equals("delete")
                        && opened.path("reference").stringValue("").equals(reference)
                        && !opened.has("fields")
                        && !opened.toString().contains(id))
                .isPresent(),
            "an order to delete, under the same reference",
            order
                .map(opened ->
                    "%s, under the same reference, to be answered by %s"
                        .formatted(
                            opened.path("what").stringValue("(nothing)"),
                            WalkContext.day(opened.path("due").stringValue(""))))
                .orElse("nothing that it can open"),
            TransferLines.PROTECTION);
    confirms("deleted");
    follows(List.of("deletionOrdered", "deleted"));
    RestResponse gone = handOver.ask(id, FIELDS);
    boolean same =
        gone.status() == 404
            && WalkContext.alike(gone, handOver.ask(UUID.randomUUID().toString(), FIELDS));
    context
        .transcript()
        .line(
            "dispatcher hands the gateway the same once more",
            same,
            "404, the same answer as for somebody unknown",
            same ? "404 the same answer as for somebody unknown" : WalkContext.summary(gone),
            gone.text("promise"));
  }
}
