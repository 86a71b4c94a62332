package vn.onecall.server.transfers;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.RunningServer.json;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.onecall.server.fixture.Folders;
import vn.onecall.server.fixture.MovedClock;
import vn.onecall.server.fixture.OnServer;
import vn.onecall.server.fixture.Patience;
import vn.onecall.server.fixture.ReceivingHost;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.testing.Promise;

/** What leaves for a fee: only what the customer has said yes to, transfer by transfer. */
@OnServer
class FeeTransferTest {
  private static final String NEEDED = "needs-consent-to-fee";

  private static RunningServer server;
  private static ReceivingHost host;

  @BeforeAll
  static void share(RunningServer shared, ReceivingHost own) {
    server = shared;
    host = own;
  }

  @Test
  @Promise("4.1")
  void refusesATransferForAFeeThatTheCustomerSaidNothingToAndTellsOfAStrangerAlike() {
    Partner bank = Partner.bank(server, host).with("fee", true).agreed();
    HttpResponse<String> silence = bank.transfer(server.someone(), UUID.randomUUID(), "full-name");
    HttpResponse<String> nobody =
        bank.transfer(UUID.randomUUID().toString(), UUID.randomUUID(), "full-name");
    refused(silence);
    refused(nobody);
    assertThat(json(silence).get("detail")).isEqualTo(json(nobody).get("detail"));
  }

  @Test
  @Promise("4.1")
  void aYesIsGoodForJustThatTransferOfJustThatCustomerToJustThatRecipient() {
    Partner bank = Partner.bank(server, host).with("fee", true).agreed();
    Partner other = Partner.bank(server, host).with("fee", true).agreed();
    String customer = server.someone();
    UUID transfer = UUID.randomUUID();
    taken(bank.agreeToFee(customer, transfer, "full-name"));
    refused(bank.transfer(customer, transfer, "full-name", "bank-account"));
    refused(bank.transfer(customer, transfer, "bank-account"));
    refused(bank.transfer(server.someone(), transfer, "full-name"));
    refused(other.transfer(customer, transfer, "full-name"));
    refused(bank.transfer(customer, UUID.randomUUID(), "full-name"));
    accepted(bank.transfer(customer, transfer, "full-name"));
  }

  @Test
  @Promise("4.1")
  void aYesIsUsedUpByItsTransferWhichSentAgainIsTheSame() {
    Partner bank = Partner.bank(server, host).with("fee", true).agreed();
    String customer = server.someone();
    UUID transfer = UUID.randomUUID();
    taken(bank.agreeToFee(customer, transfer, "full-name"));
    HttpResponse<String> first = bank.transfer(customer, transfer, "full-name");
    accepted(first);
    Partner.comesTo(server, transfer, "delivered");
    HttpResponse<String> again = bank.transfer(customer, transfer, "full-name");
    assertThat(json(again).get("entry")).isEqualTo(json(first).get("entry"));
    refused(bank.transfer(customer, UUID.randomUUID(), "full-name"));
    assertThat(Partner.attempts(server, transfer)).isEqualTo(1);
    UUID second = UUID.randomUUID();
    taken(bank.agreeToFee(customer, second, "full-name"));
    accepted(bank.transfer(customer, second, "full-name"));
    Partner.comesTo(server, second, "delivered");
  }

  @Test
  @Promise("4.1")
  void aYesTakenBackBeforeDeliveryStopsWhatWaitsAndDoesNotReviveIt() {
    try (ReceivingHost failing = ReceivingHost.start()) {
      Partner bank = Partner.bank(server, failing).with("fee", true).agreed();
      String customer = server.someone();
      UUID transfer = UUID.randomUUID();
      taken(bank.agreeToFee(customer, transfer, "full-name"));
      failing.next(503);
      failing.next(503);
      accepted(bank.transfer(customer, transfer, "full-name"));
      Patience.until("tried", () -> !failing.got().isEmpty());
      taken(bank.chooseFee(customer, transfer, Partner.chosen("withdrawn")));
      assertThat(Partner.state(server, transfer)).isEqualTo("stopped");
      assertThat(Partner.status(server, transfer).get("outcome").stringValue()).isEqualTo(NEEDED);
      int before = failing.got().size();
      taken(bank.agreeToFee(customer, transfer, "full-name"));
      accepted(bank.transfer(customer, transfer, "full-name"));
      assertThat(Partner.state(server, transfer)).isEqualTo("stopped");
      deliverAnother();
      assertThat(failing.got()).as("none but one under way").hasSizeLessThanOrEqualTo(before + 1);
    }
  }

  @Test
  @Promise("4.1")
  void aFileForAFeeIsNotHandedOverOnceTheYesIsTakenBack() {
    Partner bank = Partner.bank(server, host).with("fee", true).with("delivery", "file").agreed();
    String customer = server.someone();
    UUID transfer = UUID.randomUUID();
    taken(bank.agreeToFee(customer, transfer, "full-name"));
    accepted(bank.transfer(customer, transfer, "full-name"));
    taken(bank.chooseFee(customer, transfer, Partner.chosen("withdrawn")));
    assertThat(Partner.file(server, transfer).statusCode()).isEqualTo(404);
    taken(bank.agreeToFee(customer, transfer, "full-name"));
    assertThat(Partner.file(server, transfer).statusCode())
        .as("what is stopped stays so")
        .isEqualTo(404);
    assertThat(Partner.attempts(server, transfer)).isZero();
  }

  @Test
  @Promise({"4.1", "1.8"})
  void everyChoiceAboutAFeeHasAReceiptThatSaysWhatWasAgreedTo() {
    Partner bank = Partner.bank(server, host).with("fee", true).agreed();
    String customer = server.someone();
    UUID transfer = UUID.randomUUID();
    taken(bank.chooseFee(customer, transfer, Partner.chosen("refused")));
    refused(bank.transfer(customer, transfer, "full-name"));
    taken(bank.agreeToFee(customer, transfer, "full-name"));
    taken(bank.chooseFee(customer, transfer, Partner.chosen("withdrawn")));
    JsonNode consents =
        json(server.get("/api/v1/customers/" + customer + "/consents?activity=account.consents"));
    List<String> states = new ArrayList<>();
    consents.get("receipts").forEach(each -> states.add(text(each, "dpv:hasConsentStatus")));
    assertThat(states)
        .containsExactly("dpv:ConsentRefused", "dpv:ConsentGiven", "dpv:ConsentWithdrawn");
    JsonNode given = consents.get("receipts").get(1);
    assertThat(given.get("dpv:hasScope").toString()).contains(transfer.toString());
    assertThat(text(given, "dpv:hasRecipient")).isEqualTo(bank.id());
    assertThat(text(given.get("dpv:hasPurpose"), "dpv:hasName")).isEqualTo("payment");
    assertThat(given.get("dpv:hasPersonalData").size()).isEqualTo(1);
    assertThat(text(given.get("dpv:hasPersonalData").get(0), "dpv:hasName")).isEqualTo("full-name");
    assertThat(text(given.get("dpv:hasNotice").get("dpv:hasText").get(1), "@value"))
        .contains("just this transfer");
    assertThat(text(given.get("dpv:hasConsentControl"), "dpv:hasName")).endsWith("/consent");
    assertThat(consents.get("consents").get(0).get("channel").stringValue())
        .isEqualTo(transfer.toString());
  }

  @Test
  @Promise("4.1")
  void takesNoYesThatDoesNotNameATransferThatThePolicyHas() {
    Partner bank = Partner.bank(server, host).with("fee", true).agreed();
    String customer = server.someone();
    Map<String, Object> silent = Partner.chosen("given");
    wrong(bank.chooseFee(customer, UUID.randomUUID(), silent), "recipient", "purpose", "fields");
    Map<String, Object> foreign = Partner.chosen("given");
    foreign.putAll(
        Map.of("recipient", bank.id(), "purpose", "offers-marketing", "fields", List.of("email")));
    wrong(bank.chooseFee(customer, UUID.randomUUID(), foreign), "purpose");
    wrong(bank.agreeToFee(customer, UUID.randomUUID(), "identity-number"), "fields");
    UUID transfer = UUID.randomUUID();
    taken(bank.agreeToFee(customer, transfer, "full-name"));
    wrong(bank.agreeToFee(customer, transfer, "bank-account"), "transfer");
    wrong(bank.agreeToFee(server.someone(), transfer, "full-name"), "transfer");
  }

  @Test
  @Promise("4.1")
  void anAffiliateThatPaysNeedsTheCustomersYesToItAndToThisTransfer() {
    Partner affiliate = Partner.affiliate(server, host).with("fee", true).agreed();
    String customer = server.someone();
    UUID transfer = UUID.randomUUID();
    taken(affiliate.choice(customer, "given"));
    refused(affiliate.transfer(customer, transfer, "email"));
    taken(affiliate.agreeToFee(customer, transfer, "email"));
    taken(affiliate.choice(customer, "withdrawn"));
    refused(affiliate.transfer(customer, transfer, "email"));
    taken(affiliate.choice(customer, "given"));
    accepted(affiliate.transfer(customer, transfer, "email"));
    Partner.comesTo(server, transfer, "delivered");
  }

  @Test
  @Promise("4.1")
  void aWaitingTransferStopsWhereItsAgreementComesToBeForAFee() {
    try (ReceivingHost failing = ReceivingHost.start()) {
      Partner bank = Partner.bank(server, failing).agreed();
      UUID transfer = UUID.randomUUID();
      failing.next(503);
      failing.next(503);
      accepted(bank.transfer(server.someone(), transfer, "full-name"));
      Patience.until("tried", () -> !failing.got().isEmpty());
      bank.with("fee", true).agreed();
      Partner.comesTo(server, transfer, "stopped");
      assertThat(Partner.status(server, transfer).get("outcome").stringValue()).isEqualTo(NEEDED);
    }
  }

  @Test
  @Promise("4.1")
  void aYesEndsWithItsTimeAndWithTheTextThatWasReadAndLeavesTheOtherConsents() {
    MovedClock clock = new MovedClock(Instant.now());
    var data = Folders.installation("fee-times");
    String inside = "onecall.transfers.inside-hosts=127.0.0.1";
    UUID late = UUID.randomUUID();
    UUID reworded = UUID.randomUUID();
    String customer;
    Partner paying;
    Partner affiliate;
    try (RunningServer first = RunningServer.start(data, clock, inside)) {
      customer = first.someone();
      Map<String, Object> reviewed =
          Partner.measure("report-17", clock.instant().plus(Duration.ofDays(80)));
      paying = Partner.bank(first, host).with("fee", true).with("measures", reviewed).agreed();
      affiliate = Partner.affiliate(first, host).with("measures", reviewed).agreed();
      taken(affiliate.choice(customer, "given"));
      taken(paying.agreeToFee(customer, late, "full-name"));
      clock.moveTo(clock.instant().plus(Duration.ofDays(31)));
      refused(paying.transfer(customer, late, "full-name"));
      taken(paying.agreeToFee(customer, reworded, "full-name"));
    }
    String text =
        Folders.nextPolicyText().replaceFirst("(?s)(\n  paid-transfers:.*?version: )1", "$12");
    var policy = "onecall.policy=" + Folders.policy("reworded-fee", text);
    try (RunningServer later = RunningServer.start(data, clock, inside, policy)) {
      refused(paying.of(later).transfer(customer, reworded, "full-name"));
      accepted(affiliate.of(later).transfer(customer, UUID.randomUUID(), "email"));
    }
  }

  private static void deliverAnother() {
    Partner bank = Partner.bank(server, host).agreed();
    UUID transfer = UUID.randomUUID();
    accepted(bank.transfer(server.someone(), transfer, "full-name"));
    Partner.comesTo(server, transfer, "delivered");
  }

  private static void taken(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static void accepted(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
  }

  private static void refused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
    assertThat(json(answer).get("reason").stringValue()).isEqualTo(NEEDED);
    assertThat(json(answer).get("entry").stringValue()).hasSize(64);
  }

  private static void wrong(HttpResponse<String> answer, String... fields) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    List<String> found = new ArrayList<>();
    json(answer).get("errors").forEach(error -> found.add(text(error, "field")));
    assertThat(found).containsExactlyInAnyOrder(fields);
  }

  private static String text(JsonNode node, String name) {
    return node.get(name).stringValue();
  }
}
