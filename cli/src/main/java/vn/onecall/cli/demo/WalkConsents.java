package vn.onecall.cli.demo;

import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.onecall.cli.Answer;

/** Offers by email: nobody gets one before a clear yes, nor after it is taken back. */
final class WalkConsents {
  private static final String COURIER = "marketing.offers-by-email";
  private static final String CHOICE = "account.consent";
  private static final String MARKETING = "1.8";

  private final Scene scene;
  private final Api api;
  private final String id;
  private long version;

  /**
   * The consents of one customer.
   *
   * @param version the version that the customer has
   */
  WalkConsents(Scene scene, String id, long version) {
    this.scene = scene;
    this.api = scene.api();
    this.id = id;
    this.version = version;
  }

  /** Agrees, is written to, and withdraws; the version after it. */
  long walk(Person customer) {
    scene.transcript().part("The customer agrees to offers by email, and takes it back");
    refusesCourier("courier asks for the email");
    ObjectNode silent = choice("given");
    silent.remove("text");
    scene.invalid("site brings a yes that names no text", choose(silent), 422, "text", "missing");
    agrees("customer-site agrees, having read the text");
    shows();
    givesCourier(customer);
    scene.written("customer-site withdraws", choose(choice("withdrawn")), 200, ++version, CHOICE);
    refusesCourier("courier asks for the email again");
    Answer refused = api.read("courier", COURIER, id);
    Answer unknown = api.read("courier", COURIER, UUID.randomUUID().toString());
    boolean same = Scene.alike(refused, unknown);
    scene
        .transcript()
        .line(
            "... and for that of somebody unknown",
            same,
            "the same answer",
            same ? "the same answer" : Scene.summary(unknown),
            unknown.text("promise"));
    return version;
  }

  /** A child's consent counts once its guardian agrees, and no longer than that. */
  void walkOfChild(Person child) {
    refusesChoice("site brings the child's yes to offers");
    scene.written(
        "counter records that the guardian agrees",
        guardian(true),
        200,
        ++version,
        "guardian.agree");
    agrees("customer-site agrees once more");
    givesCourier(child);
    scene.written(
        "counter records that the guardian no longer does",
        guardian(false),
        200,
        ++version,
        "guardian.agree");
    refusesCourier("courier asks for the email again");
  }

  /** Agrees, and leaves it at that; the version after it. */
  long walkOfYes() {
    agrees("customer-site agrees to offers by email");
    return version;
  }

  /** Whoever refused before erasing everything has refused, until that is lifted. */
  void walkOfReturn(Person customer) {
    refusesCourier("courier asks for the email");
    refusesChoice("site brings a yes to offers");
    ObjectNode lifted =
        Api.object().put("activity", "account.refuse-marketing").put("refused", false);
    scene.written(
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
        Api.collected(CHOICE, "consent-choice", "web")
            .put("consent", "offers")
            .put("state", state)
            .put("text", 1);
    body.putArray("channels").add("email");
    return body;
  }

  private Answer choose(ObjectNode choice) {
    return api.post("customer-site", path() + "/consents", choice);
  }

  private Answer guardian(boolean agrees) {
    ObjectNode body = Api.object().put("activity", "guardian.agree").put("agrees", agrees);
    return api.send("counter", "POST", path() + "/guardian", body.toString(), etag());
  }

  private void agrees(String asked) {
    scene.written(asked, choose(choice("given")), 200, ++version, CHOICE);
  }

  private void refusesChoice(String asked) {
    scene.refused(asked, choose(choice("given")), 404, "not-shown", MARKETING);
  }

  private void refusesCourier(String asked) {
    scene.refused(asked, api.read("courier", COURIER, id), 404, "not-shown", MARKETING);
  }

  private void givesCourier(Person customer) {
    Answer address = api.read("courier", COURIER, id);
    scene.given(
        "courier asks for the email",
        address,
        address.body().path("fields").size() == 1
            && address.shown("email").equals(customer.email()),
        "the email and nothing else",
        "the email to carry the offers to, and nothing else",
        scene.promiseOf(COURIER));
  }

  private void shows() {
    Answer shown = api.get("customer-site", path() + "/consents?activity=account.consents");
    JsonNode only = shown.body().path("consents").path(0);
    String until = only.path("until").stringValue("");
    scene.given(
        "customer-site views the consents",
        shown,
        shown.body().path("consents").size() == 1
            && only.path("state").stringValue("").equals("given")
            && only.path("channel").stringValue("").equals("email")
            && only.path("text").intValue(0) == 1
            && shown.body().path("receipts").size() == 1,
        "one consent, with its receipt",
        "offers by email given, text 1, until %s; 1 receipt".formatted(Scene.day(until)),
        scene.promiseOf("account.consents"));
  }
}
