package vn.onecall.cli.demo.walk;

import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.onecall.cli.demo.api.DemoApi;
import vn.onecall.cli.demo.company.SyntheticCustomer;
import vn.onecall.cli.rest.RestResponse;

/** Offers by email: no customer gets one before consent, nor after withdrawal. */
final class ConsentsChapter {
  private static final String COURIER = "marketing.offers-by-email";
  private static final String CHOICE = "account.consent";
  private static final String MARKETING = "1.8";

  private final WalkContext context;
  private final DemoApi api;
  private final String id;
  private long version;

  /**
   * Prepares the consents of one customer.
   *
   * @param version the current version of the customer
   */
  ConsentsChapter(WalkContext context, String id, long version) {
    this.context = context;
    this.api = context.api();
    this.id = id;
    this.version = version;
  }

  /** Gives consent, receives an offer, and withdraws; returns the new version. */
  long walk(SyntheticCustomer customer) {
    context.transcript().part("The customer agrees to offers by email, and takes it back");
    refusesCourier("courier asks for the email");
    ObjectNode silent = choice("given");
    silent.remove("text");
    context.invalid("site brings a yes that names no text", choose(silent), 422, "text", "missing");
    agrees("customer-site agrees, having read the text");
    shows();
    givesCourier(customer);
    context.written("customer-site withdraws", choose(choice("withdrawn")), 200, ++version, CHOICE);
    refusesCourier("courier asks for the email again");
    RestResponse refused = api.read("courier", COURIER, id);
    RestResponse unknown = api.read("courier", COURIER, UUID.randomUUID().toString());
    boolean same = WalkContext.alike(refused, unknown);
    context
        .transcript()
        .line(
            "... and for that of somebody unknown",
            same,
            "the same answer",
            same ? "the same answer" : WalkContext.summary(unknown),
            unknown.text("promise"));
    return version;
  }

  /** A child's consent is valid only while the guardian agrees. */
  void walkOfChild(SyntheticCustomer child) {
    refusesChoice("site brings the child's yes to offers");
    context.written(
        "counter records that the guardian agrees",
        guardian(true),
        200,
        ++version,
        "guardian.agree");
    agrees("customer-site agrees once more");
    givesCourier(child);
    context.written(
        "counter records that the guardian no longer does",
        guardian(false),
        200,
        ++version,
        "guardian.agree");
    refusesCourier("courier asks for the email again");
  }

  /** Gives consent without withdrawing it; returns the new version. */
  long walkOfYes() {
    agrees("customer-site agrees to offers by email");
    return version;
  }

  /** A refusal of marketing before an erasure stays in force until it is lifted. */
  void walkOfReturn(SyntheticCustomer customer) {
    refusesCourier("courier asks for the email");
    refusesChoice("site brings a yes to offers");
    ObjectNode lifted =
        DemoApi.object().put("activity", "account.refuse-marketing").put("refused", false);
    context.written(
        "customer-site lifts the refusal",
        api.send("customer-site", "POST", path() + "/marketing-refusal", lifted.toString(), etag()),
        200,
        ++version,
        "account.refuse-marketing");
    agrees("customer-site agrees to offers");
    givesCourier(customer);
  }

  private String path() {
    return "/api/v1/customers/" + id;
  }

  private String etag() {
    return "\"" + version + "\"";
  }

  private static ObjectNode choice(String state) {
    ObjectNode body =
        DemoApi.collected(CHOICE, "consent-choice", "web")
            .put("consent", "offers")
            .put("state", state)
            .put("text", 1);
    body.putArray("channels").add("email");
    return body;
  }

  private RestResponse choose(ObjectNode choice) {
    return api.post("customer-site", path() + "/consents", choice);
  }

  private RestResponse guardian(boolean agrees) {
    ObjectNode body = DemoApi.object().put("activity", "guardian.agree").put("agrees", agrees);
    return api.send("counter", "POST", path() + "/guardian", body.toString(), etag());
  }

  private void agrees(String asked) {
    context.written(asked, choose(choice("given")), 200, ++version, CHOICE);
  }

  private void refusesChoice(String asked) {
    context.refused(asked, choose(choice("given")), 404, "not-shown", MARKETING);
  }

  private void refusesCourier(String asked) {
    context.refused(asked, api.read("courier", COURIER, id), 404, "not-shown", MARKETING);
  }

  private void givesCourier(SyntheticCustomer customer) {
    RestResponse address = api.read("courier", COURIER, id);
    context.given(
        "courier asks for the email",
        address,
        address.body().path("fields").size() == 1
            && address.shown("email").equals(customer.email()),
        "the email and nothing else",
        "the email to carry the offers to, and nothing else",
        context.promiseOf(COURIER));
  }

  private void shows() {
    RestResponse shown = api.get("customer-site", path() + "/consents?activity=account.consents");
    JsonNode only = shown.body().path("consents").path(0);
    String until = only.path("until").stringValue("");
    context.given(
        "customer-site views the consents",
        shown,
        shown.body().path("consents").size() == 1
            && only.path("state").stringValue("").equals("given")
            && only.path("channel").stringValue("").equals("email")
            && only.path("text").intValue(0) == 1
            && shown.body().path("receipts").size() == 1,
        "one consent, with its receipt",
        "offers by email given, text 1, until %s; 1 receipt".formatted(WalkContext.day(until)),
        context.promiseOf("account.consents"));
  }
}
