package vn.onecall.cli.demo.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import vn.onecall.cli.demo.api.DemoApi;
import vn.onecall.cli.demo.company.SyntheticCustomer;
import vn.onecall.cli.rest.RestResponse;

/**
 * The customer has everything erased, and is unknown from then on. Only the auditor still reads
 * what the law orders kept.
 */
final class ErasureChapter {
  private static final List<List<String>> READS =
      List.of(
          List.of("care-desk", "care.view-customer"),
          List.of("care-desk", "care.reveal-contact"),
          List.of("care-desk", "care.read-notes"),
          List.of("counter", "counter.check-identity"),
          List.of("courier", "marketing.offers-by-email"),
          List.of("customer-site", "account.view"));

  private final WalkContext context;
  private final DemoApi api;
  private final SyntheticCustomer customer;
  private final String id;

  ErasureChapter(WalkContext context, SyntheticCustomer customer, String id) {
    this.context = context;
    this.api = context.api();
    this.customer = customer;
    this.id = id;
  }

  void walk() {
    context.transcript().part("The customer has it erased");
    erase();
    READS.forEach(read -> sameAsUnknown(read.getFirst(), read.getLast()));
    findsNobody("the email", "email", customer.email());
    findsNobody("the identity number", "identity-number", FullRegistration.IDENTITY_NUMBER);
    evidence();
    context.transcript().part("The same person comes back, with the same email");
    RestResponse registered = api.register(customer);
    context.written("site registers " + customer, registered, 201, 1, "customers.register");
    new ConsentsChapter(context, registered.text("id"), 1).walkOfReturn(customer);
  }

  private void erase() {
    RestResponse erased =
        api.post(
            "customer-site",
            "/api/v1/customers/" + id + "/erasure",
            DemoApi.object().put("activity", "account.erase"));
    context.given(
        "customer-site erases",
        erased,
        !erased.text("goneAt").isEmpty() && !erased.text("receipt").isEmpty(),
        "gone, with a receipt",
        "gone now; out of every backup on " + WalkContext.day(erased.text("unrecoverableAt")),
        context.promiseOf("account.erase"));
    List<String> gone = texts(erased.body().path("erased"));
    context
        .transcript()
        .line(
            "... which takes",
            gone.containsAll(List.of("identity", "contact", "official-id", "payment", "notes"))
                && gone.size() == 5,
            "all that was registered",
            String.join(", ", gone),
            context.promiseOf("account.erase"));
    JsonNode kept = erased.body().path("kept");
    context
        .transcript()
        .line(
            "... and leaves, sealed, what the law orders kept",
            kept.size() == 1
                && kept.path(0).path("category").stringValue("").equals("consent-evidence"),
            "the evidence of consents",
            "%s until %s, by %s"
                .formatted(
                    kept.path(0).path("category").stringValue("(nothing)"),
                    WalkContext.day(kept.path(0).path("until").stringValue("")),
                    kept.path(0).path("law").stringValue("(none)")),
            context.promiseOf("account.erase"));
    ReceiptLine receipt = new ReceiptLine(context, erased.text("receipt"));
    receipt.verifies(
        "the erasure's receipt, offline",
        "account.erase",
        "customer-site",
        "subject " + id,
        "erase all-but:consent-evidence");
    receipt.failsWithOneByteChanged("the same receipt with one byte changed");
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.stringValue("")));
    return texts;
  }

  private void findsNobody(String what, String field, String term) {
    RestResponse found = api.find("care-desk", "care.find-customer", field, term);
    context.given(
        "care-desk finds by " + what,
        found,
        found.body().path("customers").isEmpty(),
        "nobody",
        "nobody",
        context.promiseOf("care.find-customer"));
  }

  private void sameAsUnknown(String client, String activity) {
    RestResponse gone = api.read(client, activity, id);
    RestResponse unknown = api.read(client, activity, UUID.randomUUID().toString());
    boolean same = gone.status() == 404 && WalkContext.alike(gone, unknown);
    context
        .transcript()
        .line(
            client + " asks with " + activity,
            same,
            "404, the same answer as for somebody unknown",
            same ? "404 the same answer as for somebody unknown" : WalkContext.summary(gone),
            gone.text("promise"));
  }

  private void evidence() {
    RestResponse evidence =
        api.get("auditor", "/api/v1/customers/" + id + "/consents?activity=audit.consents");
    String all = evidence.body().toString();
    List<String> states = new ArrayList<>();
    for (JsonNode receipt : evidence.body().path("receipts")) {
      states.add(receipt.path("dpv:hasConsentStatus").stringValue("").replace("dpv:Consent", ""));
    }
    context.given(
        "auditor reads the evidence of consents",
        evidence,
        states.equals(List.of("Given", "Withdrawn"))
            && !all.contains(customer.email())
            && !all.contains(customer.name()),
        "what was given and withdrawn, and neither name nor address",
        "offers by email: %s; neither name nor address".formatted(String.join(", ", states)),
        context.promiseOf("audit.consents"));
  }
}
