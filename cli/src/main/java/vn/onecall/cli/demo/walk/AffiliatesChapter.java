package vn.onecall.cli.demo.walk;

import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.onecall.cli.demo.api.DemoApi;
import vn.onecall.cli.demo.company.SyntheticCustomer;
import vn.onecall.cli.demo.partners.TransferRecipient;
import vn.onecall.cli.rest.RestResponse;

/**
 * An affiliate is published by name, and receives only what the customer allows for that affiliate.
 */
final class AffiliatesChapter {
  private static final List<String> FIELDS = List.of("full-name", "email");
  private static final String ALLOWS = "4.1";
  private static final String NOT_ALLOWED = "needs-customer-allows";
  private static final String HANDS = "dispatcher hands over name and email";

  private final WalkContext context;
  private final DemoApi api;
  private final TransferRecipient affiliate;
  private final TransferLines handOver;

  private AffiliatesChapter(WalkContext context, TransferRecipient affiliate) {
    this.context = context;
    this.api = context.api();
    this.affiliate = affiliate;
    this.handOver = new TransferLines(context, affiliate);
  }

  /**
   * Runs the chapter.
   *
   * @param refuser the customer who refuses
   * @param allower the customer who allows it, and withdraws
   */
  static void walk(WalkContext context, SyntheticCustomer refuser, SyntheticCustomer allower) {
    try (TransferRecipient affiliate =
        TransferRecipient.listening("affiliate", "affiliate", "Đơn vị liên kết Giả Định")) {
      AffiliatesChapter walk = new AffiliatesChapter(context, affiliate);
      walk.isNamed();
      walk.saysNo(refuser);
      walk.saysYes(allower);
    }
  }

  private void isNamed() {
    context.transcript().part("An affiliate gets nothing of a customer who said no");
    handOver.agrees(affiliate.agreement("affiliate-service", FIELDS));
    RestResponse recipients = api.getAsNobody("/policy/recipients");
    JsonNode named =
        recipients
            .body()
            .path("recipients")
            .valueStream()
            .filter(each -> each.path("affiliate").booleanValue(false))
            .findFirst()
            .orElse(DemoApi.object());
    List<String> fields =
        named.path("fields").valueStream().map(each -> each.stringValue("")).toList();
    context.given(
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

  private void saysNo(SyntheticCustomer person) {
    String id = context.registered("site registers", person);
    chooses("customer-site says no to this affiliate", id, "refused", 2);
    RestResponse refused = handOver.ask(id, FIELDS);
    context.refused(HANDS, refused, 403, NOT_ALLOWED, ALLOWS);
    RestResponse unknown = handOver.ask(UUID.randomUUID().toString(), FIELDS);
    boolean same = WalkContext.alike(refused, unknown);
    context
        .transcript()
        .line(
            "... and those of somebody unknown",
            same,
            "the same answer",
            same ? "the same answer" : WalkContext.summary(unknown),
            unknown.text("promise"));
  }

  private void saysYes(SyntheticCustomer person) {
    context.transcript().part("It gets those of a customer who said yes, until that is taken back");
    String id = context.registered("site registers", person);
    context.refused(
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
            TransferLines.value(opened, "full-name").stringValue("").equals(person.name())
                && TransferLines.value(opened, "email").stringValue("").equals(person.email()));
    chooses("customer-site takes the yes back", id, "withdrawn", 3);
    context.refused(HANDS + " again", handOver.ask(id, FIELDS), 403, NOT_ALLOWED, ALLOWS);
  }

  private void chooses(String asked, String id, String state, long version) {
    ObjectNode choice =
        DemoApi.collected("account.consent", "consent-choice", "web")
            .put("state", state)
            .put("text", 1);
    context.writtenUnder(
        asked,
        api.put(
            "customer-site", "/api/v1/customers/" + id + "/affiliates/" + affiliate.id(), choice),
        200,
        version,
        ALLOWS);
  }
}
