package vn.onecall.cli.demo;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.onecall.cli.Answer;

/** Lines about what is agreed with one recipient, handed to it, and opened there. */
final class HandOver {
  /** That whoever receives must protect what it gets. */
  static final String PROTECTION = "6.3";

  private static final int ACCEPTED = 202;

  private final Scene scene;
  private final Api api;
  private final Recipient recipient;

  HandOver(Scene scene, Recipient recipient) {
    this.scene = scene;
    this.api = scene.api();
    this.recipient = recipient;
  }

  /** The agreement is recorded. */
  void agrees(ObjectNode terms) {
    Answer recorded = api.put("partner-manager", recipient.agreementPath(), terms);
    scene.given(
        "partner-manager records an agreement: " + recipient.id(),
        recorded,
        recorded.body().path("version").intValue(0) == 1 && recorded.text("entry").length() == 64,
        "version 1, with its entry",
        "version 1, %d fields until %s; entry %s"
            .formatted(
                terms.path("fields").size(),
                Scene.day(terms.path("ends").stringValue("")),
                Scene.entry(recorded)),
        PROTECTION);
  }

  /** Fields of a customer are handed over; the transfer's id. */
  String hands(String asked, String customer, List<String> fields) {
    String transfer = UUID.randomUUID().toString();
    Answer answer = ask(customer, transfer, fields);
    scene.note(customer, answer.text("entry"));
    scene.taken(
        asked,
        answer,
        ACCEPTED,
        Set.of("waiting", "delivered").contains(answer.text("state"))
            && answer.text("entry").length() == 64,
        "on its way, with its entry",
        "on its way, entry " + Scene.entry(answer),
        scene.promiseOf(recipient.activity()));
    return transfer;
  }

  /** Handing over is asked for under a new id; the answer. */
  Answer ask(String customer, List<String> fields) {
    return ask(customer, UUID.randomUUID().toString(), fields);
  }

  private Answer ask(String customer, String transfer, List<String> fields) {
    ObjectNode body =
        Api.object().put("activity", recipient.activity()).put("recipient", recipient.id());
    fields.forEach(body.putArray("fields")::add);
    return api.put("dispatcher", "/api/v1/customers/" + customer + "/transfers/" + transfer, body);
  }

  /**
   * The recipient opens what comes: just these fields.
   *
   * @param asHeld whether the values are those that the customer gave
   * @return what came
   */
  Recipient.Envelope opens(List<String> fields, Predicate<JsonNode> asHeld) {
    Optional<Recipient.Envelope> came = recipient.next();
    Optional<JsonNode> opened = came.flatMap(recipient::open);
    List<String> names =
        opened.map(all -> List.copyOf(all.path("fields").propertyNames())).orElse(List.of());
    scene
        .transcript()
        .line(
            "the " + recipient.id() + " opens what comes",
            opened.filter(asHeld).isPresent()
                && names.size() == fields.size()
                && names.containsAll(fields),
            "with the customer's values: " + String.join(", ", fields),
            came.isEmpty()
                ? "nothing came"
                : "%d fields: %s".formatted(names.size(), String.join(", ", names)),
            scene.promiseOf(recipient.activity()));
    return came.orElseThrow();
  }

  /** The first value of a field in an opened envelope. */
  static JsonNode value(JsonNode opened, String field) {
    return opened.path("fields").path(field).path(0);
  }
}
