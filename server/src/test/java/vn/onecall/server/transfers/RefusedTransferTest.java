package vn.onecall.server.transfers;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.RunningServer.json;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.onecall.server.fixture.OnServer;
import vn.onecall.server.fixture.ReceivingHost;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.testing.Promise;

/** What does not leave, and which promise says so. */
@OnServer
class RefusedTransferTest {
  private static RunningServer server;
  private static ReceivingHost host;

  @BeforeAll
  static void share(RunningServer shared, ReceivingHost own) {
    server = shared;
    host = own;
  }

  @Test
  @Promise("6.3")
  void refusesUnderAnAgreementThatHasNotBegunHasEndedOrIsReviewedTooLate() {
    String customer = server.someone();
    Instant now = Instant.now();
    Partner later =
        Partner.bank(server, host).with("begins", now.plus(Duration.ofDays(1)).toString());
    refused(later.agreed(), customer, "needs-agreement-begun", "6.3");
    Partner over =
        Partner.bank(server, host)
            .with("begins", now.minus(Duration.ofDays(9)).toString())
            .with("ends", now.minus(Duration.ofDays(1)).toString());
    refused(over.agreed(), customer, "needs-agreement-not-ended", "6.3");
    Partner stale =
        Partner.bank(server, host)
            .with("measures", Partner.measure("report-17", now.minus(Duration.ofDays(1))));
    refused(stale.agreed(), customer, "needs-review-in-time", "6.3");
    Partner unproved =
        Partner.bank(server, host)
            .with("measures", Partner.measure("", now.plus(Duration.ofDays(1))));
    refused(unproved.agreed(), customer, "needs-measures-with-evidence", "6.3");
    refused(Partner.bank(server, host), customer, "needs-agreement", "6.3");
  }

  @Test
  @Promise("6.3")
  void refusesOnceAnAgreementIsEndedBeforeItsTime() {
    String customer = server.someone();
    Partner bank = Partner.bank(server, host).agreed();
    assertThat(published()).contains(bank.id());
    HttpResponse<String> ended =
        server.post(
            "/api/v1/agreements/" + bank.agreement() + "/end",
            "{\"activity\": \"agreements.manage\"}");
    assertThat(ended.statusCode()).as(ended.body()).isEqualTo(200);
    refused(bank, customer, "needs-agreement-not-ended", "6.3");
    assertThat(published()).doesNotContain(bank.id());
  }

  @Test
  @Promise({"4.3", "6.3"})
  void refusesOneFieldMoreThanTheRuleOrTheAgreementHasAndAnotherPurposeOrKind() {
    String customer = server.someone();
    Partner narrow = Partner.bank(server, host).with("fields", List.of("full-name")).agreed();
    refused(
        narrow.transfer(customer, UUID.randomUUID(), "full-name", "bank-account"),
        "needs-agreed-field",
        "6.3");
    HttpResponse<String> phone = narrow.transfer(customer, UUID.randomUUID(), "full-name", "phone");
    refused(phone, "field-not-given", "4.3");
    assertThat(json(phone).get("field").stringValue()).isEqualTo("phone");
    Partner other = Partner.bank(server, host).with("purposes", List.of("order-handling")).agreed();
    refused(other, customer, "needs-agreed-purpose", "6.3");
    Partner bank = Partner.bank(server, host).agreed();
    refused(
        bank.transfer("transfers.to-delivery", customer, UUID.randomUUID(), "full-name"),
        "needs-agreement",
        "6.3");
    assertThat(
            server
                .main()
                .sql("select count(*) from transfers.transfer where subject_id = ?")
                .param(UUID.fromString(customer))
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  @Promise("6.3")
  void takesNoKeyThatIsWeakPrivateOrRevokedAndSendsNothingWithoutOne() throws Exception {
    String weak = new RSAKeyGenerator(2048).generate().toPublicJWK().toJSONString();
    for (String bad : List.of(weak, host.privateKey(), "{\"kty\": \"oct\", \"k\": \"c2VjcmV0\"}")) {
      HttpResponse<String> answer =
          Partner.bank(server, host).with("key", JsonMapper.shared().readTree(bad)).put();
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
      assertThat(errors(answer)).contains("unusable");
    }
    Partner bank = Partner.bank(server, host).agreed();
    bank.without("key").agreed();
    refused(bank, server.someone(), "needs-safe-delivery", "6.3");
    HttpResponse<String> back =
        bank.with("key", JsonMapper.shared().readTree(host.publicKey())).put();
    assertThat(back.statusCode()).as(back.body()).isEqualTo(422);
    assertThat(errors(back)).contains("revoked");
    String fresh = new ECKeyGenerator(Curve.P_256).generate().toPublicJWK().toJSONString();
    HttpResponse<String> rotated = bank.with("key", JsonMapper.shared().readTree(fresh)).put();
    assertThat(json(rotated).get("version").intValue()).isEqualTo(3);
    assertThat(json(bank.put()).get("version").intValue()).as("said twice").isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+294277-01-01T00:00:00Z",
        "-999999999-01-01T00:00:00Z",
        "1899-12-31T23:59:59Z",
        "2200-01-01T00:00:00Z"
      })
  void takesNoTimeThatNoDatabaseAndNoCalendarKnows(String time) {
    for (Partner partner :
        List.of(
            Partner.bank(server, host).with("begins", time),
            Partner.bank(server, host).with("ends", time),
            Partner.bank(server, host)
                .with(
                    "measures",
                    Map.of(
                        "encryption-at-rest", Map.of("evidence", "report", "review-by", time))))) {
      HttpResponse<String> answer = partner.put();
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
      assertThat(errors(answer)).contains("range");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u0000", "\\ud800", "\\udc00x"})
  void takesNoTextThatNoDatabaseKeeps(String sign) {
    String transfer = "/api/v1/customers/" + server.someone() + "/transfers/" + UUID.randomUUID();
    String recipient = "\"recipient\": \"bank%s\"".formatted(sign);
    String fields = "\"fields\": [\"full-name\"]}";
    for (HttpRequest.Builder request :
        List.of(
            server
                .posting(transfer, "")
                .PUT(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"activity\": \"transfers.to-bank\", %s, %s"
                            .formatted(recipient, fields))),
            server.posting(
                "/api/v1/transfers/confirmations",
                "{\"activity\": \"transfers.confirm\", \"reference\": \"a%s\", \"what\": \"received\"}"
                    .formatted(sign)))) {
      HttpResponse<String> answer = server.send(request);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
      assertThat(errors(answer)).contains("format");
    }
  }

  @Test
  @Promise("4.1")
  void givesAnAffiliateNothingOfACustomerWhoSaidNothingOrNoAndTellsOfAStrangerAlike() {
    Partner affiliate = Partner.affiliate(server, host).agreed();
    String silent = server.someone();
    String stranger = UUID.randomUUID().toString();
    HttpResponse<String> silence = affiliate.transfer(silent, UUID.randomUUID(), "email");
    HttpResponse<String> nobody = affiliate.transfer(stranger, UUID.randomUUID(), "email");
    refused(silence, "needs-customer-allows", "4.1");
    refused(nobody, "needs-customer-allows", "4.1");
    assertThat(json(silence).get("detail")).isEqualTo(json(nobody).get("detail"));

    String customer = server.someone();
    assertThat(affiliate.choice(customer, "given").statusCode()).isEqualTo(200);
    UUID allowed = UUID.randomUUID();
    assertThat(affiliate.transfer(customer, allowed, "email").statusCode()).isEqualTo(202);
    Partner.comesTo(server, allowed, "delivered");
    Partner other = Partner.affiliate(server, host).agreed();
    refused(other.transfer(customer, UUID.randomUUID(), "email"), "needs-customer-allows", "4.1");
    for (String no : List.of("withdrawn", "refused")) {
      assertThat(affiliate.choice(customer, no).statusCode()).isEqualTo(200);
      refused(
          affiliate.transfer(customer, UUID.randomUUID(), "email"), "needs-customer-allows", "4.1");
    }
    JsonNode consents =
        json(server.get("/api/v1/customers/" + customer + "/consents?activity=account.consents"));
    assertThat(consents.get("receipts").size()).isEqualTo(3);
    assertThat(consents.get("consents").get(0).get("channel").stringValue())
        .isEqualTo(affiliate.id());
    assertThat(consents.get("consents").get(0).get("state").stringValue()).isEqualTo("refused");
  }

  @Test
  @Promise("6.3")
  void recordsNoAgreementForWhoMayOnlyConfirmWhatItReceived() {
    HttpResponse<String> answer =
        Partner.bank(server, host).with("activity", "transfers.confirm").put();
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    assertThat(answer.body()).contains("\"another-route\"");
  }

  @Test
  @Promise({"1.3", "4.3"})
  void handsOverNothingUnderARestrictionNorOfSomebodyUnknown() {
    Partner bank = Partner.bank(server, host).agreed();
    String customer = server.someone();
    JsonNode seen = json(server.get("/api/v1/customers/" + customer + "?activity=account.view"));
    HttpResponse<String> restricted =
        server.send(
            server
                .posting(
                    "/api/v1/customers/" + customer + "/restriction",
                    "{\"activity\": \"account.restrict\", \"restricted\": true}")
                .header("If-Match", "\"" + seen.get("version").longValue() + "\""));
    assertThat(restricted.statusCode()).as(restricted.body()).isEqualTo(200);
    HttpResponse<String> known = bank.transfer(customer, UUID.randomUUID(), "full-name");
    HttpResponse<String> unknown =
        bank.transfer(UUID.randomUUID().toString(), UUID.randomUUID(), "full-name");
    assertThat(known.statusCode()).isEqualTo(404);
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(json(known).get("detail")).isEqualTo(json(unknown).get("detail"));
  }

  @Test
  @Promise("6.3")
  void takesTheSameTransferTwiceAsOneAndAnotherUnderItsIdAsAMistake() {
    Partner bank = Partner.bank(server, host).agreed();
    String customer = server.someone();
    UUID transfer = UUID.randomUUID();
    HttpResponse<String> first = bank.transfer(customer, transfer, "full-name");
    HttpResponse<String> second = bank.transfer(customer, transfer, "full-name");
    assertThat(second.statusCode()).isEqualTo(202);
    assertThat(json(second).get("entry")).isEqualTo(json(first).get("entry"));
    for (HttpResponse<String> other :
        List.of(
            bank.transfer(customer, transfer, "full-name", "bank-account"),
            bank.transfer(server.someone(), transfer, "full-name"))) {
      assertThat(other.statusCode()).as(other.body()).isEqualTo(422);
      assertThat(errors(other)).contains("taken");
    }
    Partner.comesTo(server, transfer, "delivered");
    assertThat(Partner.attempts(server, transfer)).isEqualTo(1);
  }

  private static void refused(Partner partner, String customer, String reason, String promise) {
    refused(partner.transfer(customer, UUID.randomUUID(), "full-name"), reason, promise);
  }

  private static void refused(HttpResponse<String> answer, String reason, String promise) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
    assertThat(json(answer).get("reason").stringValue()).isEqualTo(reason);
    assertThat(json(answer).get("promise").stringValue()).isEqualTo(promise);
    assertThat(json(answer).get("entry").stringValue()).hasSize(64);
  }

  private static List<String> errors(HttpResponse<String> answer) {
    return json(answer).get("errors").values().stream()
        .map(error -> error.get("code").stringValue())
        .toList();
  }

  private static List<String> published() {
    return json(server.send(server.anonymous("/policy/recipients").GET()))
        .get("recipients")
        .values()
        .stream()
        .map(each -> each.get("recipient").stringValue())
        .toList();
  }
}
