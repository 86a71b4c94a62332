package vn.onecall.server.transfers;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.RunningServer.json;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import vn.onecall.server.fixture.OnServer;
import vn.onecall.server.fixture.Patience;
import vn.onecall.server.fixture.ReceivingHost;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.testing.Promise;

/** What the log says of a transfer, and what becomes of one that fails. */
@OnServer
class OpenTransferTest {
  private static RunningServer server;
  private static ReceivingHost host;

  @BeforeAll
  static void share(RunningServer shared, ReceivingHost own) {
    server = shared;
    host = own;
  }

  @Test
  @Promise({"1.6", "6.3"})
  void theLogSaysQueuedWhereATransferIsTakenAndShownWhereItIsOpened() {
    Partner bank = Partner.bank(server, host).with("delivery", "file").agreed();
    String customer = server.someone();
    UUID transfer = UUID.randomUUID();
    HttpResponse<String> asked = bank.transfer(customer, transfer, "full-name");
    assertThat(details(customer, "transfers.to-bank"))
        .singleElement()
        .asString()
        .contains("queue full-name", "transfer " + transfer)
        .doesNotContain("show ");
    HttpResponse<String> opened = Partner.file(server, transfer);
    assertThat(json(opened).get("entry")).isNotEqualTo(json(asked).get("entry"));
    assertThat(details(customer, "transfers.to-bank").getFirst())
        .contains("show full-name clear", "transfer " + transfer, "attempt 1")
        .doesNotContain("queue ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "99999"})
  @Promise("6.3")
  void takesNoAddressWithAPortThatIsNone(String port) {
    HttpResponse<String> answer =
        Partner.bank(server, host).with("address", "https://bank.example:" + port + "/in").put();
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    assertThat(json(answer).at("/errors/0/field").stringValue()).isEqualTo("address");
  }

  @Test
  @Promise("6.3")
  void opensNothingForAnAddressThatAnOlderVersionTook() {
    Partner bank = Partner.bank(server, host).agreed();
    server
        .main()
        .sql("update transfers.agreement_version set address = ? where agreement_id = ?")
        .params("https://127.0.0.1:99999/in", bank.agreement())
        .update();
    String customer = server.someone();
    UUID transfer = UUID.randomUUID();
    bank.transfer(customer, transfer, "full-name");
    Patience.until("tried", () -> outcome(transfer).equals("not-an-address"));
    assertThat(Partner.attempts(server, transfer)).isZero();
    makeOld(transfer);
    Partner.comesTo(server, transfer, "failed");
    assertThat(open()).contains(transfer.toString());
    assertThat(details(customer, "transfers.report").getFirst())
        .contains("not delivered to " + bank.id() + ": not-an-address", "given up");
    assertThat(details(customer, "transfers.to-bank")).hasSize(1);
  }

  @Test
  @Promise({"1.6", "6.3"})
  void whatFailsAfterItsOpeningHasAnEntryEndsAndIsOpenUntilSomebodyHasSeenToIt() {
    try (ReceivingHost failing = ReceivingHost.start()) {
      for (int failure = 0; failure < 9; failure++) {
        failing.next(503);
      }
      Partner bank = Partner.bank(server, failing).agreed();
      String customer = server.someone();
      UUID transfer = UUID.randomUUID();
      bank.transfer(customer, transfer, "full-name");
      Patience.until("failed once", () -> outcome(transfer).equals("status-503"));
      assertThat(details(customer, "transfers.report").getLast())
          .contains("transfer " + transfer, "not delivered to " + bank.id() + ": status-503")
          .doesNotContain("given up");
      assertThat(seeTo(transfer).statusCode()).as("it is under way").isEqualTo(404);
      makeOld(transfer);
      Partner.comesTo(server, transfer, "failed");
      assertThat(details(customer, "transfers.report").getFirst()).contains("given up");
      assertThat(details(customer, "transfers.report"))
          .as("one for each opening")
          .hasSize(Math.toIntExact(Partner.attempts(server, transfer)));

      assertThat(open()).contains(transfer.toString());
      HttpResponse<String> seen = seeTo(transfer);
      assertThat(seen.statusCode()).as(seen.body()).isEqualTo(200);
      assertThat(json(seen).get("entry").stringValue()).hasSize(64);
      assertThat(open()).doesNotContain(transfer.toString());
      assertThat(Partner.status(server, transfer).at("/times/seenTo").isNull()).isFalse();
      assertThat(seeTo(UUID.randomUUID()).statusCode()).isEqualTo(404);
    }
  }

  @Test
  @Promise("6.3")
  void isOpenHoweverLongAgoItWasAskedFor() {
    UUID transfer = UUID.randomUUID();
    unreadable(Partner.bank(server, host).agreed(), transfer);
    Partner.comesTo(server, transfer, "failed");
    makeOld(transfer);
    assertThat(open()).contains(transfer.toString());
    assertThat(seeTo(transfer).statusCode()).isEqualTo(200);
  }

  @Test
  @Promise({"1.6", "6.3"})
  void aFaultAfterTheOpeningEndsATransferAtOnce() {
    Partner bank = Partner.bank(server, host).agreed();
    UUID transfer = UUID.randomUUID();
    String customer = unreadable(bank, transfer);
    Partner.comesTo(server, transfer, "failed");
    assertThat(outcome(transfer)).isEqualTo("fault");
    assertThat(Partner.attempts(server, transfer)).isEqualTo(1);
    assertThat(details(customer, "transfers.report"))
        .singleElement()
        .asString()
        .contains("not delivered to " + bank.id() + ": fault", "given up");
    assertThat(open()).contains(transfer.toString());
  }

  @Test
  @Promise({"1.6", "6.3"})
  void aFileThatCannotBeMadeIsNotSaidToBeHandedOver() {
    UUID transfer = UUID.randomUUID();
    String customer =
        unreadable(Partner.bank(server, host).with("delivery", "file").agreed(), transfer);
    assertThat(Partner.file(server, transfer).statusCode()).isEqualTo(500);
    assertThat(Partner.state(server, transfer)).isEqualTo("failed");
    assertThat(Partner.status(server, transfer).at("/times/delivered").isNull()).isTrue();
    assertThat(details(customer, "transfers.report").getFirst()).contains("given up");
    assertThat(open()).contains(transfer.toString());
  }

  /** Asks for a transfer of somebody whose sealed name is damaged. */
  private static String unreadable(Partner bank, UUID transfer) {
    String customer = server.someone();
    server
        .main()
        .sql(
            "update access.sealed set ciphertext = '\\x00'::bytea"
                + " where subject_id = ? and field = 'full-name'")
        .param(UUID.fromString(customer))
        .update();
    bank.transfer(customer, transfer, "full-name");
    return customer;
  }

  /** As if it had been asked for before the time in which a delivery is tried. */
  private static void makeOld(UUID transfer) {
    server
        .main()
        .sql(
            "update transfers.transfer set asked_at = asked_at - interval '40 days',"
                + " next_at = least(next_at, now()) where transfer_id = ?")
        .param(transfer)
        .update();
  }

  private static HttpResponse<String> seeTo(UUID transfer) {
    return server.post(
        "/api/v1/transfers/" + transfer + "/seen-to", "{\"activity\": \"transfers.follow\"}");
  }

  private static String outcome(UUID transfer) {
    return Partner.status(server, transfer).get("outcome").stringValue();
  }

  private static String open() {
    return json(server.get("/api/v1/transfers/open?activity=transfers.follow"))
        .get("undelivered")
        .toString();
  }

  /** What a customer's entries of an activity say, the newest first. */
  private static List<String> details(String customer, String activity) {
    Stream<JsonNode> entries =
        json(server.get(
                "/api/v1/customers/" + customer + "/entries?activity=account.entries&limit=100"))
            .get("entries")
            .valueStream();
    return entries
        .filter(entry -> entry.get("activity").stringValue().equals(activity))
        .map(entry -> entry.get("details").toString())
        .toList();
  }
}
