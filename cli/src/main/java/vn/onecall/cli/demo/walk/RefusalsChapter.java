package vn.onecall.cli.demo.walk;

import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;
import vn.onecall.cli.demo.api.DemoApi;
import vn.onecall.cli.demo.company.SyntheticCustomer;

/** Calls that the policy refuses, and calls that are invalid. */
final class RefusalsChapter {
  private static final String CUSTOMERS = "/api/v1/customers";

  private final WalkContext context;
  private final DemoApi api;
  private final SyntheticCustomer someone;
  private final String id;

  /**
   * Runs the chapter.
   *
   * @param someone a customer who is not registered
   * @param id the id of a registered customer
   */
  RefusalsChapter(WalkContext context, SyntheticCustomer someone, String id) {
    this.context = context;
    this.api = context.api();
    this.someone = someone;
    this.id = id;
  }

  void walk() {
    refuse();
    malformed();
  }

  private void refuse() {
    context.transcript().part("What the policy refuses");
    context.refused(
        "care-desk sends a campaign",
        api.read("care-desk", "campaigns.send", id),
        403,
        "held-by-refusal",
        "1.7");
    context.refused(
        "counter hands the customer to an affiliate",
        api.read("counter", "transfers.to-affiliate", id),
        403,
        "caller-not-entitled",
        "6.2");
    context.refused(
        "care-desk does what no policy lists",
        api.read("care-desk", "customers.sell", id),
        403,
        "unlisted-activity",
        "4.1");
    context.refused(
        "counter reveals the contact",
        api.read("counter", "care.reveal-contact", id),
        403,
        "caller-not-entitled",
        "6.2");
    context.refused(
        "counter takes an identity number for an account",
        api.post(
            "counter",
            CUSTOMERS,
            with(fields -> fields.put("identity-number", FullRegistration.IDENTITY_NUMBER))),
        403,
        "field-not-given",
        "6.1");
    context.refused(
        "counter takes a shoe size",
        api.post("counter", CUSTOMERS, with(fields -> fields.put("shoe-size", "39"))),
        403,
        "field-unknown",
        "6.1");
    context.refused(
        "care-desk finds by gender",
        api.find("care-desk", "care.find-customer", "gender", "female"),
        403,
        "field-not-given",
        "6.1");
    context.refused(
        "care-desk reveals somebody who does not exist",
        api.read("care-desk", "care.reveal-contact", UUID.randomUUID().toString()),
        404,
        "not-shown",
        "1.3");
    context.problem(
        "somebody without a token views the customer",
        api.getAsNobody(CUSTOMERS + "/" + id + "?activity=care.view-customer"),
        401);
  }

  private ObjectNode with(Consumer<ObjectNode> more) {
    ObjectNode body = DemoApi.registration(someone);
    more.accept(FullRegistration.fields(body));
    return body;
  }

  private void malformed() {
    context.transcript().part("What cannot be taken; nothing of it is written");
    invalid(
        "a phone number that cannot be",
        with(fields -> fields.put("phone", "0123 456")),
        "fields.phone",
        "no-such-number");
    ObjectNode card = FullRegistration.of(someone);
    FullRegistration.fields(card).putObject("payment-card").put("number", "4111 1111 1111 1111");
    invalid("a card's number", asked(card), "fields.payment-card.number", "card-number");
    ObjectNode code = FullRegistration.of(someone);
    FullRegistration.fields(code).putObject("payment-card").put("token", "t").put("cvv", "123");
    invalid("a card's security code", asked(code), "fields.payment-card.cvv", "card-secret");
    ObjectNode less = FullRegistration.of(someone);
    FullRegistration.fields(less).remove("identity-number");
    invalid(
        "instalments without a number or another paper",
        asked(less),
        "fields.identity-number",
        "one-of-missing");
    ObjectNode unconfirmed = DemoApi.registration(someone);
    unconfirmed.remove("attestation");
    invalid("what nobody confirms to be true", unconfirmed, "attestation", "missing");
    invalid(
        "a key that nobody asked for",
        DemoApi.registration(someone).put("nickname", "Tí"),
        "nickname",
        "unknown");
    invalid(
        "at a moment that is not listed",
        DemoApi.registration(someone).put("moment", "lottery"),
        "moment",
        "not-listed");
    String twice = DemoApi.registration(someone).toString();
    context.invalid(
        "counter registers a key twice",
        api.send(
            "counter",
            "POST",
            CUSTOMERS,
            twice.substring(0, twice.length() - 1) + ",\"source\":\"customer\"}",
            null),
        400,
        "(body)",
        "duplicate-key");
  }

  /** A request of the site, sent by the counter. */
  private static ObjectNode asked(ObjectNode body) {
    return body.put("activity", "counter.register");
  }

  private void invalid(String what, ObjectNode body, String field, String code) {
    context.invalid(
        "counter registers " + what, api.post("counter", CUSTOMERS, body), 422, field, code);
  }
}
