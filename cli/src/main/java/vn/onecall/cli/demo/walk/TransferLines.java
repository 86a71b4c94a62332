package vn.onecall.cli.demo.walk;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.onecall.cli.demo.api.DemoApi;
import vn.onecall.cli.demo.partners.TransferRecipient;
import vn.onecall.cli.rest.RestResponse;

/** Transcript lines about one recipient: its agreement, a transfer to it, and what it opens. */
final class TransferLines {
  /** The promise that a recipient must protect the data it receives. */
  static final String PROTECTION = "6.3";

  private static final int ACCEPTED = 202;

  private final WalkContext context;
  private final DemoApi api;
  private final TransferRecipient recipient;

  TransferLines(WalkContext context, TransferRecipient recipient) {
    this.context = context;
    this.api = context.api();
    this.recipient = recipient;
  }

  /** Records the agreement. */
  void agrees(ObjectNode terms) {
    RestResponse recorded = api.put("partner-manager", recipient.agreementPath(), terms);
    context.given(
        "partner-manager records an agreement: " + recipient.id(),
        recorded,
        recorded.body().path("version").intValue(0) == 1 && recorded.text("entry").length() == 64,
        "version 1, with its entry",
        "version 1, %d fields until %s; entry %s"
            .formatted(
                terms.path("fields").size(),
                WalkContext.day(terms.path("ends").stringValue("")),
                WalkContext.entry(recorded)),
        PROTECTION);
  }

  /** Transfers fields of a customer and returns the id of the transfer. */
  String hands(String asked, String customer, List<String> fields) {
    String transfer = UUID.randomUUID().toString();
    RestResponse answer = ask(customer, transfer, fields);
    context.note(customer, answer.text("entry"));
    context.taken(
        asked,
        answer,
        ACCEPTED,
        Set.of("waiting", "delivered").contains(answer.text("state"))
            && answer.text("entry").length() == 64,
        "on its way, with its entry",
        "on its way, entry " + WalkContext.entry(answer),
        context.promiseOf(recipient.activity()));
    return transfer;
  }

  /** Requests a transfer under a new id and returns the answer. */
  RestResponse ask(String customer, List<String> fields) {
    return ask(customer, UUID.randomUUID().toString(), fields);
  }

  private RestResponse ask(String customer, String transfer, List<String> fields) {
    ObjectNode body =
        DemoApi.object().put("activity", recipient.activity()).put("recipient", recipient.id());
    fields.forEach(body.putArray("fields")::add);
    return api.put("dispatcher", "/api/v1/customers/" + customer + "/transfers/" + transfer, body);
  }

  /**
   * Checks that the recipient opens exactly these fields.
   *
   * @param asHeld tests whether the values are those that the customer gave
   * @return the opened content
   */
  TransferRecipient.Envelope opens(List<String> fields, Predicate<JsonNode> asHeld) {
    Optional<TransferRecipient.Envelope> came = recipient.next();
    Optional<JsonNode> opened = came.flatMap(recipient::open);
    List<String> names =
        opened.map(all -> List.copyOf(all.path("fields").propertyNames())).orElse(List.of());
    context
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
            context.promiseOf(recipient.activity()));
    return came.orElseThrow();
  }

  /** The first value of a field in an opened envelope. */
  static JsonNode value(JsonNode opened, String field) {
    return opened.path("fields").path(field).path(0);
  }
}
