package vn.onecall.server.demands;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.RunningServer.json;

import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.onecall.server.fixture.Folders;
import vn.onecall.server.fixture.KeyHolder;
import vn.onecall.server.fixture.Patience;
import vn.onecall.server.fixture.Person;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.testing.Promise;

/**
 * Nothing is shown to an outsider but what a competent authority's order, approved by two, names.
 */
class DemandTest {
  private static final String DEMANDS = "/api/v1/demands";
  private static final KeyHolder LAN = KeyHolder.of("legal-1");
  private static final KeyHolder MINH = KeyHolder.of("legal-2");

  private static RunningServer server;
  private static ECKey authority;

  @BeforeAll
  static void start() throws Exception {
    Path data = Folders.installation("demands");
    String work = "demands.record,demands.view,demands.approve,demands.release";
    server =
        RunningServer.start(
            data,
            Stream.concat(
                    Stream.of(LAN.settings(data.resolve("people"), 0, work)),
                    Stream.of(MINH.settings(data.resolve("people"), 1, work)))
                .toArray(String[]::new));
    authority = new ECKeyGenerator(Curve.P_256).generate();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** An order as it was recorded. */
  private record Order(String id, String leaf) {}

  @Test
  @Promise("6.5")
  void releasesWhatTheOrderNamesOnceTwoPeopleHaveApprovedItAndToTheAuthorityAlone()
      throws Exception {
    Person person = Person.next();
    String customer = server.register(person).get("id").stringValue();
    Order order = recorded(body(customer, "\"full-name\", \"phone\"", ""));
    refused(release(order, customer, "\"phone\""), "needs-two-approvals");
    assertThat(json(approve(LAN, order)).get("complete").booleanValue()).isFalse();
    refused(release(order, customer, "\"phone\""), "needs-two-approvals");
    assertThat(json(approve(MINH, order)).get("complete").booleanValue()).isTrue();

    HttpResponse<String> released = release(order, customer, "\"phone\"");
    assertThat(released.statusCode()).as(released.body()).isEqualTo(200);
    assertThat(released.body()).doesNotContain(person.phone());
    JsonNode opened = open(json(released).get("envelope").stringValue());
    assertThat(opened.get("demand").stringValue()).isEqualTo(order.id);
    assertThat(opened.get("fields").propertyNames()).containsExactly("phone");
    assertThat(opened.get("fields").get("phone").get(0).stringValue()).isEqualTo(person.phone());
    assertThat(seenBy(customer)).contains("demands.release");
  }

  @Test
  @Promise("6.5")
  void refusesWhatLiesPastTheOrderInALetterThatCanBeSent() {
    String customer = server.someone();
    String neighbour = server.someone();
    Order order = approved(body(customer, "\"phone\"", ""));
    for (HttpResponse<String> past :
        List.of(
            release(order, customer, "\"phone\", \"email\""),
            release(order, neighbour, "\"phone\""))) {
      refused(past, "needs-within-scope");
      assertThat(json(past).get("letter").stringValue())
          .contains("Kính gửi", "6.5", "nằm ngoài phạm vi")
          .doesNotContain(customer, neighbour);
    }
    assertThat(release(order, customer, "\"phone\"").statusCode()).isEqualTo(200);
    assertThat(seenBy(neighbour)).doesNotContain("demands.release");
  }

  @Test
  @Promise("6.5")
  void refusesADemandWithoutALegalBasisAndKeepsNothingOfIt() {
    String customer = server.someone();
    long files =
        server.main().sql("select count(*) from demands.demand").query(Long.class).single();
    String without =
        body(customer, "\"phone\"", "").replaceFirst("\"order-basis\": \"[^\"]*\",", "");
    HttpResponse<String> answer = post(DEMANDS, LAN.token(server), without);
    refused(answer, "needs-legal-basis");
    assertThat(json(answer).get("letter").stringValue()).contains("căn cứ pháp luật");
    assertThat(server.main().sql("select count(*) from demands.demand").query(Long.class).single())
        .isEqualTo(files);
  }

  @Test
  @Promise("6.5")
  void countsOnePersonOnceAndNoActorThatAClientDeclares() {
    String customer = server.someone();
    Order order = recorded(body(customer, "\"phone\"", ""));
    approve(LAN, order);
    HttpResponse<String> again = approve(LAN, order);
    assertThat(json(again).get("complete").booleanValue()).isFalse();
    // The desk is entitled to every activity, and names an actor.
    HttpResponse<String> declared =
        server.post(DEMANDS + "/" + order.id + "/approvals", approval(order.leaf));
    assertThat(declared.statusCode()).isEqualTo(403);
    assertThat(json(declared).get("reason").stringValue()).isEqualTo("caller-not-entitled");
    refused(release(order, customer, "\"phone\""), "needs-two-approvals");
  }

  @Test
  @Promise("6.5")
  void takesAnApprovalOfJustTheOrderThatWasSeenAndNoneForALargerOne() {
    String customer = server.someone();
    Order narrow = approved(body(customer, "\"phone\"", ""));
    Order wide = recorded(body(customer, "\"phone\", \"email\"", ""));
    refused(
        post(DEMANDS + "/" + wide.id + "/approvals", LAN.token(server), approval(narrow.leaf)),
        "needs-the-order-as-recorded");
    refused(release(wide, customer, "\"phone\", \"email\""), "needs-two-approvals");
  }

  @Test
  @Promise("6.5")
  void keepsASecretReleaseFromTheCustomersViewAndLetsNothingBetrayIt() {
    Person person = Person.next();
    JsonNode registered = server.register(person);
    String customer = registered.get("id").stringValue();
    String until = Instant.now().plus(Duration.ofDays(30)).toString();
    List<String> before = seenBy(customer);
    HttpResponse<String> shownBefore = view(customer);
    Order order = approved(body(customer, "\"phone\"", "\"secretUntil\": \"" + until + "\","));
    HttpResponse<String> released = release(order, customer, "\"phone\"");
    assertThat(released.statusCode()).isEqualTo(200);
    String leaf = json(released).get("entry").stringValue();

    List<String> after = seenBy(customer);
    assertThat(seenBy(customer)).noneMatch(entry -> entry.contains("demands"));
    assertThat(after).containsAll(before);
    assertThat(view(customer).headers().firstValue("ETag"))
        .isEqualTo(shownBefore.headers().firstValue("ETag"));
    HttpResponse<String> receipt = receipt(customer, leaf);
    HttpResponse<String> nothing = receipt(customer, "0".repeat(64));
    assertThat(receipt.statusCode()).isEqualTo(404).isEqualTo(nothing.statusCode());
    assertThat(json(receipt).get("reason")).isEqualTo(json(nothing).get("reason"));
    // The log has held it all along.
    Patience.until(
        "the log proves the release",
        () -> server.send(server.anonymous("/log/proof/" + leaf).GET()).statusCode() == 200);

    server
        .main()
        .sql("update access.hidden set until = now() where subject_id = ?")
        .param(java.util.UUID.fromString(customer))
        .update();
    assertThat(seenBy(customer)).contains("demands.release");
    assertThat(receipt(customer, leaf).statusCode()).isEqualTo(200);
  }

  @Test
  void refusesAKeyThatIsWeakOrPrivateAndATimeThatIsOver() throws Exception {
    String customer = server.someone();
    String good = body(customer, "\"phone\"", "");
    String own = authority.toPublicJWK().toJSONString();
    for (String bad :
        List.of(
            good.replace(own, authority.toJSONString()),
            good.replace(own, "{\"kty\": \"oct\", \"k\": \"c2VjcmV0\"}"),
            good.replace(own, "{\"kty\": \"nothing\"}"),
            good.replaceFirst("\"deadline\": \"[^\"]*\"", "\"deadline\": \"2020-01-01T00:00:00Z\""),
            good.replaceFirst("\"deadline\": \"[^\"]*\"", "\"deadline\": \"tomorrow\""),
            good.replaceFirst(
                "\"deadline\": \"[^\"]*\"", "\"deadline\": \"+999999999-12-31T23:59:59Z\""),
            good.replaceFirst(
                "\"channel\"", "\"secretUntil\": \"+294277-01-01T00:00:00Z\", \"channel\""),
            good.replace("\"phone\"", "\"blood-group\""),
            good.replace(
                "\"scope\": {",
                "\"scope\": {\"%s\": [\"email\"], "
                    .formatted(customer.toUpperCase(java.util.Locale.ROOT))),
            good.replace(customer, "someone"))) {
      HttpResponse<String> answer = post(DEMANDS, LAN.token(server), bad);
      assertThat(answer.statusCode()).as(bad).isEqualTo(422);
    }
  }

  private static String body(String customer, String fields, String more) {
    return """
    {"activity": "demands.record", "channel": "counter", %s
     "deadline": "%s",
     "fields": {"order-authority": "Công an phường Bến Nghé",
                "order-basis": "Điều 88 Bộ luật Tố tụng hình sự",
                "order-document": {"name": "cong-van.pdf", "media-type": "application/pdf",
                                   "content": "%s"}},
     "scope": {"%s": [%s]},
     "key": %s}
    """
        .formatted(
            more,
            Instant.now().plus(Duration.ofDays(7)),
            Base64.getEncoder()
                .encodeToString("%PDF-1.7\nCông văn".getBytes(StandardCharsets.UTF_8)),
            customer,
            fields,
            authority.toPublicJWK().toJSONString());
  }

  private static Order recorded(String body) {
    HttpResponse<String> answer = post(DEMANDS, LAN.token(server), body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return new Order(json(answer).get("id").stringValue(), json(answer).get("order").stringValue());
  }

  private static Order approved(String body) {
    Order order = recorded(body);
    approve(LAN, order);
    approve(MINH, order);
    return order;
  }

  private static HttpResponse<String> approve(KeyHolder person, Order order) {
    return post(
        DEMANDS + "/" + order.id + "/approvals", person.token(server), approval(order.leaf));
  }

  private static String approval(String leaf) {
    return "{\"activity\": \"demands.approve\", \"order\": \"" + leaf + "\"}";
  }

  private static HttpResponse<String> release(Order order, String customer, String fields) {
    return post(
        DEMANDS + "/" + order.id + "/release",
        LAN.token(server),
        """
        {"activity": "demands.release", "customer": "%s", "fields": [%s]}
        """
            .formatted(customer, fields));
  }

  private static HttpResponse<String> post(String path, String token, String body) {
    return server.send(
        server
            .anonymous(path)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static void refused(HttpResponse<String> answer, String reason) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
    assertThat(json(answer).get("promise").stringValue()).isEqualTo("6.5");
    assertThat(json(answer).get("reason").stringValue()).isEqualTo(reason);
  }

  private static HttpResponse<String> view(String customer) {
    return server.get("/api/v1/customers/" + customer + "?activity=account.view");
  }

  private static HttpResponse<String> receipt(String customer, String leaf) {
    return server.get(
        "/api/v1/customers/" + customer + "/entries/" + leaf + "/receipt?activity=account.receipt");
  }

  /** The activities of the customer's own view, the newest first. */
  private static List<String> seenBy(String customer) {
    List<String> seen = new ArrayList<>();
    json(server.get(
            "/api/v1/customers/" + customer + "/entries?activity=account.entries&limit=100"))
        .get("entries")
        .forEach(entry -> seen.add(entry.get("activity").stringValue()));
    return seen;
  }

  private static JsonNode open(String envelope) throws Exception {
    JWEObject jwe = JWEObject.parse(envelope);
    jwe.decrypt(new ECDHDecrypter(authority));
    return JsonMapper.shared().readTree(jwe.getPayload().toBytes());
  }
}
