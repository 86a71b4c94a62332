package vn.onecall.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import vn.onecall.cli.Answer;

/**
 * The customer has everything erased, and is from then on a person whom nobody knows; what the law
 * orders kept, the auditor alone still reads.
 */
final class WalkErasure {
  private static final List<List<String>> READS =
      List.of(
          List.of("care-desk", "care.view-customer"),
          List.of("care-desk", "care.reveal-contact"),
          List.of("care-desk", "care.read-notes"),
          List.of("counter", "counter.check-identity"),
          List.of("courier", "marketing.offers-by-email"),
          List.of("customer-site", "account.view"));

  private final Scene scene;
  private final Api api;
  private final Person customer;
  private final String id;

  WalkErasure(Scene scene, Person customer, String id) {
    this.scene = scene;
    this.api = scene.api();
    this.customer = customer;
    this.id = id;
  }

  void walk() {
    scene.transcript().part("The customer has it erased");
    erase();
    READS.forEach(read -> sameAsUnknown(read.getFirst(), read.getLast()));
    findsNobody("the email", "email", customer.email());
    findsNobody("the identity number", "identity-number", FullRegistration.IDENTITY_NUMBER);
    evidence();
    scene.transcript().part("The same person comes back, with the same email");
    Answer registered = api.register(customer);
    scene.written("site registers " + customer, registered, 201, 1, "customers.register");
    new WalkConsents(scene, registered.text("id"), 1).walkOfReturn(customer);
  }

  private void erase() {
    Answer erased =
        api.post(
            "customer-site",
            "/api/v1/customers/" + id + "/erasure",
            Api.object().put("activity", "account.erase"));
    scene.given(
        "customer-site erases",
        erased,
        !erased.text("goneAt").isEmpty() && !erased.text("receipt").isEmpty(),
        "gone, with a receipt",
        "gone now; out of every backup on " + Scene.day(erased.text("unrecoverableAt")),
        scene.promiseOf("account.erase"));
    List<String> gone = texts(erased.body().path("erased"));
    scene
        .transcript()
        .line(
            "... which takes",
            gone.containsAll(List.of("identity", "contact", "official-id", "payment", "notes"))
                && gone.size() == 5,
            "all that was registered",
            String.join(", ", gone),
            scene.promiseOf("account.erase"));
    JsonNode kept = erased.body().path("kept");
    scene
        .transcript()
        .line(
            "... and leaves, sealed, what the law orders kept",
            kept.size() == 1
                && kept.path(0).path("category").stringValue("").equals("consent-evidence"),
            "the evidence of consents",
            "%s until %s, by %s"
                .formatted(
                    kept.path(0).path("category").stringValue("(nothing)"),
                    Scene.day(kept.path(0).path("until").stringValue("")),
                    kept.path(0).path("law").stringValue("(none)")),
            scene.promiseOf("account.erase"));
    ReceiptLine receipt = new ReceiptLine(scene, erased.text("receipt"));
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
    Answer found = api.find("care-desk", "care.find-customer", field, term);
    scene.given(
        "care-desk finds by " + what,
        found,
        found.body().path("customers").isEmpty(),
        "nobody",
        "nobody",
        scene.promiseOf("care.find-customer"));
  }

  private void sameAsUnknown(String client, String activity) {
    Answer gone = api.read(client, activity, id);
    Answer unknown = api.read(client, activity, UUID.randomUUID().toString());
    boolean same = gone.status() == 404 && Scene.alike(gone, unknown);
    scene
        .transcript()
        .line(
            client + " asks with " + activity,
            same,
            "404, the same answer as for somebody unknown",
            same ? "404 the same answer as for somebody unknown" : Scene.summary(gone),
            gone.text("promise"));
  }

  private void evidence() {
    Answer evidence =
        api.get("auditor", "/api/v1/customers/" + id + "/consents?activity=audit.consents");
    String all = evidence.body().toString();
    List<String> states = new ArrayList<>();
    for (JsonNode receipt : evidence.body().path("receipts")) {
      states.add(receipt.path("dpv:hasConsentStatus").stringValue("").replace("dpv:Consent", ""));
    }
    scene.given(
        "auditor reads the evidence of consents",
        evidence,
        states.equals(List.of("Given", "Withdrawn"))
            && !all.contains(customer.email())
            && !all.contains(customer.name()),
        "what was given and withdrawn, and neither name nor address",
        "offers by email: %s; neither name nor address".formatted(String.join(", ", states)),
        scene.promiseOf("audit.consents"));
  }
}
