package vn.onecall.cli.demo;

import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.onecall.cli.Answer;

/** An affiliate is named in public, and gets only what the customer allows for just that one. */
final class WalkAffiliates {
  private static final List<String> FIELDS = List.of("full-name", "email");
  private static final String ALLOWS = "4.1";
  private static final String NOT_ALLOWED = "needs-customer-allows";
  private static final String HANDS = "dispatcher hands over name and email";

  private final Scene scene;
  private final Api api;
  private final Recipient affiliate;
  private final HandOver handOver;

  private WalkAffiliates(Scene scene, Recipient affiliate) {
    this.scene = scene;
    this.api = scene.api();
    this.affiliate = affiliate;
    this.handOver = new HandOver(scene, affiliate);
  }

  /**
   * Walks.
   *
   * @param refuser who says no
   * @param allower who says yes, and takes it back
   */
  static void walk(Scene scene, Person refuser, Person allower) {
    try (Recipient affiliate =
        Recipient.listening("affiliate", "affiliate", "Đơn vị liên kết Giả Định")) {
      WalkAffiliates walk = new WalkAffiliates(scene, affiliate);
      walk.isNamed();
      walk.saysNo(refuser);
      walk.saysYes(allower);
    }
  }

  private void isNamed() {
    scene.transcript().part("An affiliate gets nothing of a customer who said no");
    handOver.agrees(affiliate.agreement("affiliate-service", FIELDS));
    Answer recipients = api.getAsNobody("/policy/recipients");
    JsonNode named =
        recipients
            .body()
            .path("recipients")
            .valueStream()
            .filter(each -> each.path("affiliate").booleanValue(false))
            .findFirst()
            .orElse(Api.object());
    List<String> fields =
        named.path("fields").valueStream().map(each -> each.stringValue("")).toList();
    scene.given(
        "anybody, without a token, reads who they are",
        recipients,
        named.path("name").stringValue("").equals(affiliate.name())
            && fields.size() == FIELDS.size()
            && fields.containsAll(FIELDS),
        affiliate.name() + ", with its purpose and fields",
        "%s: %s for %s"
            .formatted(
                named.path("name").stringValue("nobody"),
                String.join(", ", fields),
                named.path("purposes").path(0).stringValue("")),
        ALLOWS);
  }

  private void saysNo(Person person) {
    String id = scene.registered("site registers", person);
    chooses("customer-site says no to this affiliate", id, "refused", 2);
    Answer refused = handOver.ask(id, FIELDS);
    scene.refused(HANDS, refused, 403, NOT_ALLOWED, ALLOWS);
    Answer unknown = handOver.ask(UUID.randomUUID().toString(), FIELDS);
    boolean same = Scene.alike(refused, unknown);
    scene
        .transcript()
        .line(
            "... and those of somebody unknown",
            same,
            "the same answer",
            same ? "the same answer" : Scene.summary(unknown),
            unknown.text("promise"));
  }

  private void saysYes(Person person) {
    scene.transcript().part("It gets those of a customer who said yes, until that is taken back");
    String id = scene.registered("site registers", person);
    scene.refused(
        "dispatcher hands them over before anything is said",
        handOver.ask(id, FIELDS),
        403,
        NOT_ALLOWED,
        ALLOWS);
    chooses("customer-site says yes to this affiliate", id, "given", 2);
    handOver.hands(HANDS, id, FIELDS);
    handOver.opens(
        FIELDS,
        opened ->
            HandOver.value(opened, "full-name").stringValue("").equals(person.name())
                && HandOver.value(opened, "email").stringValue("").equals(person.email()));
    chooses("customer-site takes the yes back", id, "withdrawn", 3);
    scene.refused(HANDS + " again", handOver.ask(id, FIELDS), 403, NOT_ALLOWED, ALLOWS);
  }

  private void chooses(String asked, String id, String state, long version) {
    ObjectNode choice =
        Api.collected("account.consent", "consent-choice", "web")
            .put("state", state)
            .put("text", 1);
    scene.writtenUnder(
        asked,
        api.put(
            "customer-site", "/api/v1/customers/" + id + "/affiliates/" + affiliate.id(), choice),
        200,
        version,
        ALLOWS);
  }
}
