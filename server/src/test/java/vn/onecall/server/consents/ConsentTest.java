package vn.onecall.server.consents;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.RunningServer.json;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.onecall.server.fixture.OnServer;
import vn.onecall.server.fixture.Person;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.testing.Promise;

/** Marketing happens under a consent to just that kind and channel, and a refusal is for good. */
@OnServer
class ConsentTest {
  private static final String CUSTOMERS = "/api/v1/customers/";
  private static final String HOW =
      "\"source\": \"customer\", \"moment\": \"consent-choice\", \"channel\": \"web\"";

  private static RunningServer server;

  @BeforeAll
  static void share(RunningServer shared) {
    server = shared;
  }

  @Test
  @Promise("1.8")
  void carriesAnOfferOnlyWhileTheConsentToItsKindAndChannelStands() {
    String id = registered();
    assertThat(offerByEmail(id).statusCode()).isEqualTo(404);
    assertThat(choose(id, given("offers", "email")).statusCode()).isEqualTo(200);
    assertThat(offerByEmail(id).statusCode()).isEqualTo(200);
    assertThat(marketing(id, "marketing.offers-by-sms").statusCode()).isEqualTo(404);
    assertThat(marketing(id, "marketing.news-by-email").statusCode()).isEqualTo(404);
    HttpResponse<String> withdrawn =
        choose(id, "\"state\": \"withdrawn\", \"consent\": \"offers\"");
    assertThat(withdrawn.statusCode()).isEqualTo(200);
    HttpResponse<String> refused = offerByEmail(id);
    assertThat(refused.statusCode()).isEqualTo(404);
    assertThat(json(refused).get("promise").stringValue()).isEqualTo("1.8");
  }

  @Test
  @Promise("1.8")
  void refusesOneChannelOneKindAPurposeOrAllAtOnce() {
    String id = registered();
    for (String kind : List.of("offers", "news")) {
      choose(
          id,
          """
          "state": "given", "consent": "%s", "channels": ["email", "sms", "phone"], "text": 1
          """
              .formatted(kind));
    }
    choose(id, "\"state\": \"refused\", \"channels\": [\"sms\"]");
    assertThat(permitted(id))
        .containsExactly("offers-by-email", "offers-by-phone", "news-by-email", "news-by-phone");
    choose(id, "\"state\": \"refused\", \"consent\": \"news\", \"channels\": [\"phone\"]");
    assertThat(permitted(id))
        .containsExactly("offers-by-email", "offers-by-phone", "news-by-email");
    choose(id, "\"state\": \"refused\", \"purpose\": \"offers-marketing\"");
    assertThat(permitted(id)).containsExactly("news-by-email");
    choose(id, "\"state\": \"refused\", \"all\": true");
    assertThat(permitted(id)).isEmpty();
    assertThat(choose(id, given("offers", "email")).statusCode())
        .as("a consent while all marketing is refused")
        .isEqualTo(404);
    String version = json(consents(id, "account.consents")).get("version").toString();
    assertThat(
            server
                .send(
                    server
                        .posting(
                            CUSTOMERS + id + "/marketing-refusal",
                            "{\"activity\": \"account.refuse-marketing\", \"refused\": false}")
                        .header("If-Match", "\"" + version + "\""))
                .statusCode())
        .isEqualTo(200);
    assertThat(permitted(id)).as("lifting a refusal is no consent").isEmpty();
    assertThat(choose(id, given("offers", "email")).statusCode()).isEqualTo(200);
    assertThat(permitted(id)).containsExactly("offers-by-email");
  }

  @Test
  @Promise("1.8")
  void takesNoConsentThatDoesNotNameItsKindChannelAndText() {
    String id = registered();
    for (String vague :
        List.of(
            "\"state\": \"given\", \"all\": true",
            "\"state\": \"given\", \"consent\": \"offers\", \"text\": 1",
            "\"state\": \"given\", \"consent\": \"offers\", \"channels\": [\"email\"]",
            "\"state\": \"given\", \"consent\": \"offers\", \"channels\": [\"email\"], \"text\": 2",
            "\"state\": \"given\", \"consent\": \"gifts\", \"channels\": [\"email\"], \"text\": 1",
            "\"state\": \"given\", \"consent\": \"news\", \"channels\": [\"pigeon\"], \"text\": 1",
            "\"state\": \"expired\", \"consent\": \"news\", \"channels\": [\"email\"], \"text\": 1",
            "\"state\": \"refused\"")) {
      assertThat(choose(id, vague).statusCode()).as(vague).isEqualTo(422);
    }
    assertThat(permitted(id)).isEmpty();
  }

  @Test
  void askingForAConsentIsNone() {
    String id = registered();
    choose(
        id,
        "\"state\": \"requested\", \"consent\": \"news\", \"channels\": [\"email\"], \"text\": 1");
    assertThat(permitted(id)).isEmpty();
    assertThat(standing(id)).containsExactly("news email requested");
  }

  @Test
  @Promise("1.8")
  void showsHowEachConsentStandsAndAReceiptOfWhatHappened() {
    String id = registered();
    choose(id, given("offers", "email"));
    choose(id, "\"state\": \"withdrawn\", \"consent\": \"offers\", \"channels\": [\"email\"]");
    choose(id, given("news", "post"));
    JsonNode shown = json(consents(id, "account.consents"));
    assertThat(standing(id)).containsExactly("offers email withdrawn", "news post given");
    JsonNode receipt = shown.get("receipts").get(0);
    assertThat(receipt.get("dpv:hasConsentStatus").stringValue()).isEqualTo("dpv:ConsentGiven");
    assertThat(receipt.get("dpv:hasDataSubject").stringValue()).isEqualTo("urn:uuid:" + id);
    assertThat(receipt.get("dpv:hasIndicationMethod").stringValue()).isEqualTo("web");
    assertThat(receipt.get("dpv:hasNotice").get("dpv:hasVersion").intValue()).isEqualTo(1);
    assertThat(receipt.get("dpv:hasNotice").get("dpv:hasText")).hasSize(2);
    assertThat(receipt.get("dpv:hasPurpose").get("@type").stringValue())
        .isEqualTo("dpv:DirectMarketing");
    assertThat(receipt.toString()).doesNotContain("@vidu.vn", "Trần Thị");
  }

  @Test
  @Promise({"1.8", "6.4"})
  void provesTheConsentsAfterTheErasureAndRemembersTheRefusal() {
    Person person = Person.next();
    String id = server.register(person).get("id").stringValue();
    choose(id, given("offers", "email"));
    JsonNode erased =
        json(server.post(CUSTOMERS + id + "/erasure", "{\"activity\": \"account.erase\"}"));
    assertThat(strings(erased.get("erased"))).containsExactlyInAnyOrder("contact", "identity");
    assertThat(erased.get("kept").get(0).get("category").stringValue())
        .isEqualTo("consent-evidence");
    assertThat(erased.get("kept").get(0).get("law").stringValue()).isEqualTo("consent-proof");
    assertThat(server.get(CUSTOMERS + id + "?activity=account.view").statusCode()).isEqualTo(404);
    assertThat(offerByEmail(id).statusCode()).isEqualTo(404);
    JsonNode proof = json(consents(id, "audit.consents"));
    assertThat(proof.get("receipts")).hasSize(1);

    String again = server.register(person).get("id").stringValue();
    assertThat(choose(again, given("offers", "email")).statusCode())
        .as("a consent for contacts that were erased, without the refusal lifted")
        .isEqualTo(404);
    assertThat(permitted(again)).isEmpty();
  }

  @Test
  @Promise("1.8")
  void aChildNeedsAGuardianAndTheirDateOfBirthIsNotToldByTheFacts() {
    String child = registeredBorn(LocalDate.now(ZoneOffset.UTC).minusYears(15).toString());
    assertThat(choose(child, given("offers", "email")).statusCode()).isEqualTo(404);
    assertThat(guardian(child, 1, true).statusCode()).isEqualTo(200);
    assertThat(choose(child, given("offers", "email")).statusCode()).isEqualTo(200);
    assertThat(offerByEmail(child).statusCode()).isEqualTo(200);
    assertThat(guardian(child, 3, false).statusCode()).isEqualTo(200);
    assertThat(offerByEmail(child).statusCode()).isEqualTo(404);
    String grown = registeredBorn("1990-05-17");
    assertThat(choose(grown, given("offers", "email")).statusCode()).isEqualTo(200);
    assertThat(
            server
                .main()
                .sql(
                    "select bool_and(until = date_trunc('month', until at time zone"
                        + " 'Asia/Ho_Chi_Minh') at time zone 'Asia/Ho_Chi_Minh')"
                        + " from access.fact where fact = 3")
                .query(Boolean.class)
                .single())
        .isTrue();
  }

  @Test
  @Promise("1.3")
  void aRestrictionStopsMarketingToo() {
    String id = registered();
    choose(id, given("offers", "email"));
    server.send(
        server
            .posting(
                CUSTOMERS + id + "/restriction",
                "{\"activity\": \"account.restrict\", \"restricted\": true}")
            .header("If-Match", "\"2\""));
    assertThat(offerByEmail(id).statusCode()).isEqualTo(404);
  }

  private static String registered() {
    return server.someone();
  }

  private static String registeredBorn(String date) {
    Person person = Person.next();
    HttpResponse<String> answer =
        server.post(
            "/api/v1/customers",
            RunningServer.registration(person)
                .replace("\"fields\": {", "\"fields\": {\"birth-date\": \"" + date + "\", "));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return json(answer).get("id").stringValue();
  }

  private static String given(String consent, String channel) {
    return """
    "state": "given", "consent": "%s", "channels": ["%s"], "text": 1
    """
        .formatted(consent, channel);
  }

  private static HttpResponse<String> choose(String id, String choice) {
    return server.post(
        CUSTOMERS + id + "/consents",
        "{\"activity\": \"account.consent\", " + HOW + ", " + choice + "}");
  }

  private static HttpResponse<String> consents(String id, String activity) {
    return server.get(CUSTOMERS + id + "/consents?activity=" + activity);
  }

  private static List<String> standing(String id) {
    List<String> standing = new ArrayList<>();
    json(consents(id, "account.consents"))
        .get("consents")
        .forEach(one ->
            standing.add(
                one.get("consent").stringValue()
                    + " "
                    + one.get("channel").stringValue()
                    + " "
                    + one.get("state").stringValue()));
    return standing;
  }

  private static HttpResponse<String> offerByEmail(String id) {
    return marketing(id, "marketing.offers-by-email");
  }

  private static HttpResponse<String> marketing(String id, String activity) {
    return server.get(CUSTOMERS + id + "?activity=" + activity);
  }

  /** The kinds and channels by which the customer may be written to now. */
  private static List<String> permitted(String id) {
    List<String> permitted = new ArrayList<>();
    for (String kind : List.of("offers", "news")) {
      for (String channel : List.of("email", "sms", "phone", "zalo")) {
        if (marketing(id, "marketing." + kind + "-by-" + channel).statusCode() == 200) {
          permitted.add(kind + "-by-" + channel);
        }
      }
    }
    return permitted;
  }

  private static HttpResponse<String> guardian(String id, int version, boolean agrees) {
    return server.send(
        server
            .posting(
                CUSTOMERS + id + "/guardian",
                "{\"activity\": \"guardian.agree\", \"agrees\": " + agrees + "}")
            .header("If-Match", "\"" + version + "\""));
  }

  private static List<String> strings(JsonNode array) {
    List<String> strings = new ArrayList<>();
    array.forEach(each -> strings.add(each.stringValue()));
    return strings;
  }
}
