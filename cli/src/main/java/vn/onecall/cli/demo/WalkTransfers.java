package vn.onecall.cli.demo;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import vn.onecall.cli.Answer;

/**
 * A payment gateway gets what a payment needs, sealed for it alone, and nothing more. Once the
 * customer has everything erased, it is told to delete it too.
 */
final class WalkTransfers {
  private static final String GATEWAY = "gateway";
  private static final List<String> FIELDS = List.of("full-name", "email", "phone", "payment-card");
  private static final String ONE_MORE = "identity-number";
  private static final String LEAST = "4.3";
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  private final Scene scene;
  private final Api api;
  private final Recipient gateway;
  private final HandOver handOver;
  private final String id;
  private String transfer = "";
  private String reference = "";

  /**
   * The transfers of one customer.
   *
   * @param id whose card is kept
   */
  WalkTransfers(Scene scene, Recipient gateway, String id) {
    this.scene = scene;
    this.api = scene.api();
    this.gateway = gateway;
    this.handOver = new HandOver(scene, gateway);
    this.id = id;
  }

  /** The gateway that listens in this walk. */
  static Recipient gateway() {
    return Recipient.listening(GATEWAY, "payment-gateway", "Cổng thanh toán Giả Định");
  }

  void walk() {
    scene.transcript().part("A payment gateway gets four fields, and no fifth");
    scene.refused(
        "dispatcher hands the gateway a payment's details",
        handOver.ask(id, FIELDS),
        403,
        "needs-agreement",
        HandOver.PROTECTION);
    handOver.agrees(gateway.agreement("payment", FIELDS).put("client", GATEWAY));
    transfer = handOver.hands("dispatcher hands them over once more", id, FIELDS);
    Recipient.Envelope envelope = handOver.opens(FIELDS, this::isAsHeld);
    reference = envelope.reference();
    boolean closed = OwnKey.generate().open(envelope.sealed()).isEmpty();
    scene
        .transcript()
        .line(
            "... and somebody with another key",
            closed,
            "opens nothing",
            closed ? "opens nothing" : "opens it",
            HandOver.PROTECTION);
    confirms("received");
    follows(List.of("delivered", "received"));
    scene.fieldRefused(
        "dispatcher hands over a fifth, the " + ONE_MORE,
        handOver.ask(id, Stream.concat(FIELDS.stream(), Stream.of(ONE_MORE)).toList()),
        ONE_MORE,
        LEAST);
    seenByTheCustomer();
  }

  /** Whether the values are those of the account, and the card is its token alone. */
  private boolean isAsHeld(JsonNode opened) {
    Answer own = api.read("customer-site", "account.view", id);
    JsonNode card = HandOver.value(opened, "payment-card");
    return Stream.of("full-name", "email", "phone")
            .allMatch(
                field -> HandOver.value(opened, field).stringValue("").equals(own.shown(field)))
        && card.path("token").stringValue("").equals(FullRegistration.CARD_TOKEN)
        && !card.has("number")
        && !opened.toString().contains(id);
  }

  private void confirms(String what) {
    Answer confirmed =
        api.post(
            GATEWAY,
            "/api/v1/transfers/confirmations",
            Api.object()
                .put("activity", "transfers.confirm")
                .put("reference", reference)
                .put("what", what));
    scene.given(
        "the gateway confirms under its reference: " + what,
        confirmed,
        confirmed.text("entry").length() == 64,
        "with its entry",
        "noted, entry " + Scene.entry(confirmed),
        scene.promiseOf("transfers.confirm"));
  }

  /** The dispatcher sees what has happened to the transfer, as soon as all of it has. */
  private void follows(List<String> times) {
    Answer status = status();
    long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (!hasAll(status, times) && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      status = status();
    }
    Answer last = status;
    scene.given(
        "dispatcher follows the transfer",
        last,
        hasAll(last, times),
        "delivered, with the times: " + String.join(", ", times),
        times.stream()
            .map(time -> time.replace("deletionOrdered", "deletion ordered") + " " + at(last, time))
            .collect(Collectors.joining(", ")),
        scene.promiseOf("transfers.follow"));
  }

  private static boolean hasAll(Answer status, List<String> times) {
    return status.text("state").equals("delivered")
        && times.stream().noneMatch(time -> at(status, time).isEmpty());
  }

  private Answer status() {
    return api.get("dispatcher", "/api/v1/transfers/" + transfer + "?activity=transfers.follow");
  }

  /** The day on which something happened to the transfer; empty if it has not. */
  private static String at(Answer status, String time) {
    return Scene.day(status.body().path("times").path(time).stringValue(""));
  }

  private void seenByTheCustomer() {
    Answer entries = api.entries(id);
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
    scene.given(
        "customer-site views who has used the data, and why",
        entries,
        Set.copyOf(by).equals(Set.of("dispatcher", "server")),
        "the transfer, asked for by the dispatcher and sent by the server",
        gateway.activity() + ", by " + String.join(" and ", by),
        scene.promiseOf("account.entries"));
  }

  /** After the erasure. */
  void walkOfDeletion() {
    scene.transcript().part("The gateway is told to delete what it got");
    Optional<JsonNode> order = gateway.next().flatMap(gateway::open);
    scene
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
                            Scene.day(opened.path("due").stringValue(""))))
                .orElse("nothing that it can open"),
            HandOver.PROTECTION);
    confirms("deleted");
    follows(List.of("deletionOrdered", "deleted"));
    Answer gone = handOver.ask(id, FIELDS);
    boolean same =
        gone.status() == 404
            && Scene.alike(gone, handOver.ask(UUID.randomUUID().toString(), FIELDS));
    scene
        .transcript()
        .line(
            "dispatcher hands the gateway the same once more",
            same,
            "404, the same answer as for somebody unknown",
            same ? "404 the same answer as for somebody unknown" : Scene.summary(gone),
            gone.text("promise"));
  }
}
