package vn.onecall.cli.demo.walk;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.onecall.cli.demo.api.DemoApi;
import vn.onecall.cli.demo.company.SyntheticCustomer;
import vn.onecall.cli.rest.RestResponse;

/** The customer rectifies the stored data, exports it, and restricts its use. */
final class RightsChapter {
  private static final String NEW_PHONE = "0912 000 345";
  private static final String NOTE = "Khách nhờ gọi lại sau 17 giờ.";

  private final WalkContext context;
  private final DemoApi api;
  private final SyntheticCustomer customer;
  private final String path;
  private final String id;

  RightsChapter(WalkContext context, SyntheticCustomer customer, String id) {
    this.context = context;
    this.api = context.api();
    this.customer = customer;
    this.path = "/api/v1/customers/" + id;
    this.id = id;
  }

  /** Runs the chapter and returns the new version of the customer. */
  long walk() {
    correct();
    export();
    restrict();
    note();
    return 5;
  }

  private void correct() {
    context.transcript().part("The customer corrects the phone number");
    RestResponse own = api.read("customer-site", "account.view", id);
    context.given(
        "customer-site views the account",
        own,
        own.shown("phone").equals("+84" + customer.phone().substring(1))
            && own.etag().equals("\"1\""),
        "the number in clear, version 1",
        "the number in clear, version 1",
        context.promiseOf("account.view"));
    context.problem("customer-site corrects without saying what it read", correction(null), 428);
    context.written(
        "customer-site corrects version 1", correction("\"1\""), 200, 2, "account.correct");
    context.problem("customer-site corrects version 1 once more", correction("\"1\""), 412);
    history();
    RestResponse old = api.find("care-desk", "care.find-customer", "phone", customer.phone());
    context.given(
        "care-desk finds by the old number",
        old,
        old.body().path("customers").isEmpty(),
        "nobody",
        "nobody",
        context.promiseOf("care.find-customer"));
    RestResponse found =
        api.find("care-desk", "care.find-customer", "phone", NEW_PHONE).onlyFound();
    context.given(
        "care-desk finds by the new number",
        found,
        found.text("id").equals(id),
        "the same customer",
        WalkContext.shown(found),
        context.promiseOf("care.find-customer"));
  }

  private void history() {
    RestResponse history = api.get("customer-site", path + "/history?activity=account.history");
    JsonNode phones = history.body().path("fields").path("phone");
    context.given(
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
        context.promiseOf("account.history"));
  }

  private RestResponse correction(@Nullable String ifMatch) {
    ObjectNode body = DemoApi.collected("account.correct", "account-correction", "web");
    body.putObject("fields").put("phone", NEW_PHONE);
    return api.send("customer-site", "PATCH", path, body.toString(), ifMatch);
  }

  private void export() {
    context.transcript().part("The customer takes everything along, and restricts the use of it");
    RestResponse export = api.get("customer-site", path + "/export?activity=account.export");
    int fields = export.body().path("fields").size();
    context.given(
        "customer-site exports",
        export,
        fields == FullRegistration.FIELDS.size()
            && export.onlyMasked("payment-card")
            && export.text("entry").length() == 64,
        "every field, the card masked",
        "%d fields as JSON, under version %d of the policy"
            .formatted(fields, export.body().path("policyVersion").intValue(0)),
        context.promiseOf("account.export"));
  }

  private void note() {
    context.transcript().part("The care desk notes down what the customer asks for");
    ObjectNode body = DemoApi.collected("care.write-note", "care-contact", "phone");
    body.putObject("fields").put("note", NOTE);
    context.written(
        "care-desk writes a note",
        api.post("care-desk", path + "/records", body),
        200,
        5,
        "care.write-note");
    RestResponse read = api.read("care-desk", "care.read-notes", id);
    context.given(
        "care-desk reads the notes",
        read,
        read.shown("note").equals(NOTE),
        "the note",
        read.shown("note") + " (synthetic)",
        context.promiseOf("care.read-notes"));
  }

  private void restrict() {
    context.written("customer-site restricts", restriction(true, 2), 200, 3, "account.restrict");
    RestResponse refused = api.read("care-desk", "care.reveal-contact", id);
    context.refused("care-desk reveals the contact", refused, 404, "not-shown", "1.3");
    RestResponse unknown =
        api.read("care-desk", "care.reveal-contact", UUID.randomUUID().toString());
    context
        .transcript()
        .line(
            "... and the contact of somebody unknown",
            WalkContext.alike(refused, unknown),
            "the same answer",
            WalkContext.alike(refused, unknown) ? "the same answer" : WalkContext.summary(unknown),
            unknown.text("promise"));
    context.written(
        "customer-site lifts the restriction", restriction(false, 3), 200, 4, "account.restrict");
    RestResponse again = api.read("care-desk", "care.reveal-contact", id);
    context.given(
        "care-desk reveals the contact",
        again,
        again.shown("phone").equals("+84" + NEW_PHONE.replace(" ", "").substring(1)),
        "with the new number",
        WalkContext.shown(again) + " (synthetic)",
        context.promiseOf("care.reveal-contact"));
  }

  private RestResponse restriction(boolean restricted, long version) {
    ObjectNode body =
        DemoApi.object().put("activity", "account.restrict").put("restricted", restricted);
    return api.send(
        "customer-site", "POST", path + "/restriction", body.toString(), "\"" + version + "\"");
  }
}
