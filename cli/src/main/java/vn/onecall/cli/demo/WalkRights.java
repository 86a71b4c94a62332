package vn.onecall.cli.demo;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.onecall.cli.Answer;

/** The customer corrects what is held, takes it along, and restricts its use. */
final class WalkRights {
  private static final String NEW_PHONE = "0912 000 345";
  private static final String NOTE = "Khách nhờ gọi lại sau 17 giờ.";

  private final Scene scene;
  private final Api api;
  private final Person customer;
  private final String path;
  private final String id;

  WalkRights(Scene scene, Person customer, String id) {
    this.scene = scene;
    this.api = scene.api();
    this.customer = customer;
    this.path = "/api/v1/customers/" + id;
    this.id = id;
  }

  /** Walks; the version that the customer has after it. */
  long walk() {
    correct();
    export();
    restrict();
    note();
    return 5;
  }

  private void correct() {
    scene.transcript().part("The customer corrects the phone number");
    Answer own = api.read("customer-site", "account.view", id);
    scene.given(
        "customer-site views the account",
        own,
        own.shown("phone").equals("+84" + customer.phone().substring(1))
            && own.etag().equals("\"1\""),
        "the number in clear, version 1",
        "the number in clear, version 1",
        scene.promiseOf("account.view"));
    scene.problem("customer-site corrects without saying what it read", correction(null), 428);
    scene.written(
        "customer-site corrects version 1", correction("\"1\""), 200, 2, "account.correct");
    scene.problem("customer-site corrects version 1 once more", correction("\"1\""), 412);
    history();
    Answer old = api.find("care-desk", "care.find-customer", "phone", customer.phone());
    scene.given(
        "care-desk finds by the old number",
        old,
        old.body().path("customers").isEmpty(),
        "nobody",
        "nobody",
        scene.promiseOf("care.find-customer"));
    Answer found = api.find("care-desk", "care.find-customer", "phone", NEW_PHONE).onlyFound();
    scene.given(
        "care-desk finds by the new number",
        found,
        found.text("id").equals(id),
        "the same customer",
        Scene.shown(found),
        scene.promiseOf("care.find-customer"));
  }

  private void history() {
    Answer history = api.get("customer-site", path + "/history?activity=account.history");
    JsonNode phones = history.body().path("fields").path("phone");
    scene.given(
        "customer-site views the earlier values",
        history,
        phones.size() == 2
            && phones
                .path(0)
                .path("value")
                .stringValue("")
                .equals("+84" + customer.phone().substring(1)),
        "two phone numbers, the first as registered",
        phones.size() + " phone numbers, each with when it was given",
        scene.promiseOf("account.history"));
  }

  private Answer correction(@Nullable String ifMatch) {
    ObjectNode body = Api.collected("account.correct", "account-correction", "web");
    body.putObject("fields").put("phone", NEW_PHONE);
    return api.send("customer-site", "PATCH", path, body.toString(), ifMatch);
  }

  private void export() {
    scene.transcript().part("The customer takes everything along, and restricts the use of it");
    Answer export = api.get("customer-site", path + "/export?activity=account.export");
    int fields = export.body().path("fields").size();
    scene.given(
        "customer-site exports",
        export,
        fields == FullRegistration.FIELDS.size()
            && export.onlyMasked("payment-card")
            && export.text("entry").length() == 64,
        "every field, the card masked",
        "%d fields as JSON, under version %d of the policy"
            .formatted(fields, export.body().path("policyVersion").intValue(0)),
        scene.promiseOf("account.export"));
  }

  private void note() {
    scene.transcript().part("The care desk notes down what the customer asks for");
    ObjectNode body = Api.collected("care.write-note", "care-contact", "phone");
    body.putObject("fields").put("note", NOTE);
    scene.written(
        "care-desk writes a note",
        api.post("care-desk", path + "/records", body),
        200,
        5,
        "care.write-note");
    Answer read = api.read("care-desk", "care.read-notes", id);
    scene.given(
        "care-desk reads the notes",
        read,
        read.shown("note").equals(NOTE),
        "the note",
        read.shown("note") + " (synthetic)",
        scene.promiseOf("care.read-notes"));
  }

  private void restrict() {
    scene.written("customer-site restricts", restriction(true, 2), 200, 3, "account.restrict");
    Answer refused = api.read("care-desk", "care.reveal-contact", id);
    scene.refused("care-desk reveals the contact", refused, 404, "not-shown", "1.3");
    Answer unknown = api.read("care-desk", "care.reveal-contact", UUID.randomUUID().toString());
    scene
        .transcript()
        .line(
            "... and the contact of somebody unknown",
            Scene.alike(refused, unknown),
            "the same answer",
            Scene.alike(refused, unknown) ? "the same answer" : Scene.summary(unknown),
            unknown.text("promise"));
    scene.written(
        "customer-site lifts the restriction", restriction(false, 3), 200, 4, "account.restrict");
    Answer again = api.read("care-desk", "care.reveal-contact", id);
    scene.given(
        "care-desk reveals the contact",
        again,
        again.shown("phone").equals("+84" + NEW_PHONE.replace(" ", "").substring(1)),
        "with the new number",
        Scene.shown(again) + " (synthetic)",
        scene.promiseOf("care.reveal-contact"));
  }

  private Answer restriction(boolean restricted, long version) {
    ObjectNode body =
        Api.object().put("activity", "account.restrict").put("restricted", restricted);
    return api.send(
        "customer-site", "POST", path + "/restriction", body.toString(), "\"" + version + "\"");
  }
}
