package vn.onecall.server.transfers;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.RunningServer.json;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.onecall.server.fixture.Folders;
import vn.onecall.server.fixture.Patience;
import vn.onecall.server.fixture.Person;
import vn.onecall.server.fixture.ReceivingHost;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.testing.Promise;

/** The way to the recipient, what stands in it, and what follows. */
class DeliveryTest {
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    Path data = Folders.installation("deliveries");
    List<String> settings = new ArrayList<>();
    settings.add("onecall.transfers.inside-hosts=127.0.0.1");
    settings.add("onecall.transfers.answer-by=PT0.001S");
    for (String client : List.of("bank-7", "bank-8", "bank-9")) {
      Path secret = Files.createDirectories(data.resolve("clients")).resolve(client + ".secret");
      Files.writeString(secret, "a-secret-of-" + client + "-that-is-long-enough");
      String key = "onecall.clients[" + (2 + (settings.size() - 2) / 3) + "].";
      settings.add(key + "id=" + client);
      settings.add(key + "secret-file=" + secret);
      settings.add(key + "activities=transfers.confirm");
    }
    server = RunningServer.start(data, settings.toArray(String[]::new));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @Promise("6.3")
  void triesAgainUnderTheSameReferenceWhereARecipientFailsRedirectsOrIsDown() {
    try (ReceivingHost host = ReceivingHost.start();
        ReceivingHost elsewhere = ReceivingHost.start()) {
      Partner bank = Partner.bank(server, host).agreed();
      host.next(503);
      host.next(call -> {
        call.getResponseHeaders().set("Location", elsewhere.address());
        call.sendResponseHeaders(307, -1);
      });
      UUID transfer = UUID.randomUUID();
      bank.transfer(server.someone(), transfer, "full-name");
      Partner.comesTo(server, transfer, "delivered");
      assertThat(host.got()).hasSize(3);
      assertThat(host.got().stream().map(ReceivingHost.Got::reference).distinct()).hasSize(1);
      assertThat(elsewhere.got()).as("a redirect is not followed").isEmpty();
      assertThat(Partner.status(server, transfer).get("attempts").intValue()).isEqualTo(3);
    }
  }

  @Test
  @Promise("6.3")
  void aSlowRecipientKeepsNobodyElseWaitingAndAnEndlessAnswerIsNotRead() {
    try (ReceivingHost slow = ReceivingHost.start();
        ReceivingHost talkative = ReceivingHost.start()) {
      Partner first = Partner.bank(server, slow).agreed();
      Partner second = Partner.bank(server, talkative).agreed();
      slow.next(call -> {
        try {
          Thread.sleep(30_000);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      });
      talkative.next(ReceivingHost::endless);
      UUID late = UUID.randomUUID();
      UUID soon = UUID.randomUUID();
      first.transfer(server.someone(), late, "full-name");
      Patience.until("under way", () -> !slow.got().isEmpty());
      second.transfer(server.someone(), soon, "full-name");
      Partner.comesTo(server, soon, "delivered");
      assertThat(Partner.state(server, late)).isEqualTo("waiting");
      Partner.comesTo(server, late, "delivered");
      assertThat(slow.got()).hasSize(2);
    }
  }

  @Test
  @Promise({"4.3", "6.3"})
  void sendsNothingInsideTheNetworkNorWithoutTls() {
    try (ReceivingHost host = ReceivingHost.start()) {
      for (String bad :
          List.of("http://10.0.0.1/in", "ftp://127.0.0.1/in", "https://user@bank.example/in", "")) {
        HttpResponse<String> answer = Partner.bank(server, host).with("address", bad).put();
        assertThat(answer.statusCode()).as(bad).isEqualTo(422);
      }
      for (String inside :
          List.of("https://10.0.0.1/in", "https://169.254.169.254/latest", "https://[::1]/in")) {
        Partner bank = Partner.bank(server, host).with("address", inside).agreed();
        UUID transfer = UUID.randomUUID();
        bank.transfer(server.someone(), transfer, "full-name");
        Patience.until(
            "refused " + inside,
            () ->
                Partner.status(server, transfer)
                    .get("outcome")
                    .stringValue()
                    .equals("inside-the-network"));
      }
    }
  }

  @Test
  @Promise("4.1")
  void aWithdrawalBetweenCommitAndDeliveryStopsTheTransfer() {
    try (ReceivingHost host = ReceivingHost.start()) {
      Partner affiliate = Partner.affiliate(server, host).agreed();
      String customer = server.someone();
      affiliate.choice(customer, "given");
      for (int failure = 0; failure < 2; failure++) {
        host.next(503);
      }
      UUID transfer = UUID.randomUUID();
      assertThat(affiliate.transfer(customer, transfer, "email").statusCode()).isEqualTo(202);
      Patience.until("tried", () -> !host.got().isEmpty());
      assertThat(affiliate.choice(customer, "withdrawn").statusCode()).isEqualTo(200);
      int before = host.got().size();
      Partner.comesTo(server, transfer, "stopped");
      assertThat(host.got().size()).isLessThanOrEqualTo(before + 1);
      assertThat(Partner.status(server, transfer).get("outcome").stringValue())
          .isEqualTo("needs-customer-allows");
      assertThat(open().get("undelivered").toString()).contains(transfer.toString());
    }
  }

  @Test
  @Promise("6.3")
  void aRecipientConfirmsByItsOwnReferenceAndDeletesAfterAnErasure() {
    try (ReceivingHost host = ReceivingHost.start()) {
      Partner bank = Partner.bank(server, host).with("client", "bank-9").agreed();
      String customer = server.someone();
      UUID transfer = UUID.randomUUID();
      bank.transfer(customer, transfer, "full-name");
      Partner.comesTo(server, transfer, "delivered");
      String reference = host.got().getFirst().reference();
      assertThat(confirm("bank-9", reference, "received").statusCode()).isEqualTo(200);

      HttpResponse<String> erased =
          server.post(
              "/api/v1/customers/" + customer + "/erasure", "{\"activity\": \"account.erase\"}");
      assertThat(erased.statusCode()).isEqualTo(200);
      Patience.until("told to delete", () -> host.got().size() == 2);
      JsonNode order = host.opened().getLast();
      assertThat(order.get("what").stringValue()).isEqualTo("delete");
      assertThat(order.get("reference").stringValue()).isEqualTo(reference);
      assertThat(order.toString()).doesNotContain(customer);
      Patience.until("overdue", () -> open().get("deletions").toString().contains("" + transfer));
      assertThat(confirm("bank-9", reference, "deleted").statusCode()).isEqualTo(200);
      assertThat(open().get("deletions").toString()).doesNotContain("" + transfer);
      JsonNode times = Partner.status(server, transfer).get("times");
      assertThat(times.get("received").isNull()).isFalse();
      assertThat(times.get("deleted").isNull()).isFalse();
    }
  }

  @Test
  @Promise("6.3")
  void noRecipientConfirmsForAnother() {
    try (ReceivingHost host = ReceivingHost.start()) {
      Partner bank = Partner.bank(server, host).with("client", "bank-7").agreed();
      Partner other = Partner.bank(server, host).with("client", "bank-8").agreed();
      String customer = server.someone();
      UUID transfer = UUID.randomUUID();
      UUID others = UUID.randomUUID();
      bank.transfer(customer, transfer, "full-name");
      Partner.comesTo(server, transfer, "delivered");
      String reference = host.got().getFirst().reference();
      other.transfer(customer, others, "full-name");
      Partner.comesTo(server, others, "delivered");
      for (String what : List.of("received", "deleted")) {
        notConfirmed(confirm("bank-8", reference, what));
        notConfirmed(confirm(RunningServer.DESK, reference, what));
        notConfirmed(confirm("bank-7", "0".repeat(32), what));
      }
      JsonNode times = Partner.status(server, transfer).get("times");
      assertThat(times.get("received").isNull()).isTrue();
      assertThat(times.get("deleted").isNull()).isTrue();
    }
  }

  private static void notConfirmed(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
    assertThat(json(answer).get("reason").stringValue()).isEqualTo("needs-own-reference");
    assertThat(json(answer).get("promise").stringValue()).isEqualTo("6.3");
  }

  @Test
  @Promise("6.3")
  void aFileIsFetchedSealedByWhoAskedForItAndOpensForTheRecipientAlone() {
    try (ReceivingHost host = ReceivingHost.start()) {
      Person person = Person.next();
      String customer = server.register(person).get("id").stringValue();
      Partner bank = Partner.bank(server, host).with("delivery", "file").agreed();
      UUID transfer = UUID.randomUUID();
      bank.transfer(customer, transfer, "full-name");
      assertThat(Partner.state(server, transfer)).isEqualTo("ready");
      HttpResponse<String> file = Partner.file(server, transfer);
      assertThat(file.statusCode()).as(file.body()).isEqualTo(200);
      assertThat(file.body()).doesNotContain(person.fullName());
      JsonNode opened = host.open(json(file).get("envelope").stringValue());
      assertThat(opened.get("fields").get("full-name").get(0).stringValue())
          .isEqualTo(person.fullName());
      assertThat(Partner.state(server, transfer)).isEqualTo("delivered");
      server.post(
          "/api/v1/customers/" + customer + "/erasure", "{\"activity\": \"account.erase\"}");
      Patience.until(
          "ordered",
          () -> !Partner.status(server, transfer).get("times").get("deletionOrdered").isNull());
      JsonNode order =
          host.open(json(Partner.file(server, transfer)).get("envelope").stringValue());
      assertThat(order.get("what").stringValue()).isEqualTo("delete");
      assertThat(order.get("reference")).isEqualTo(opened.get("reference"));
      assertThat(host.got()).isEmpty();
    }
  }

  @Test
  @Promise("6.3")
  void whatWaitsIsReadyToBeFetchedOnceItsAgreementIsForFilesAndStaysSo() {
    try (ReceivingHost host = ReceivingHost.start()) {
      Partner bank = Partner.bank(server, host).agreed();
      UUID transfer = UUID.randomUUID();
      host.next(503);
      host.next(503);
      bank.transfer(server.someone(), transfer, "full-name");
      Patience.until("tried", () -> !host.got().isEmpty());
      bank.with("delivery", "file").agreed();
      Partner.comesTo(server, transfer, "ready");
      int before = host.got().size();
      bank.with("delivery", "push").agreed();
      JsonNode opened =
          host.open(json(Partner.file(server, transfer)).get("envelope").stringValue());
      assertThat(opened.get("reference").stringValue())
          .isEqualTo(host.got().getFirst().reference());
      assertThat(Partner.state(server, transfer)).isEqualTo("delivered");
      assertThat(host.got()).hasSize(before);
    }
  }

  private static HttpResponse<String> confirm(String client, String reference, String what) {
    return server.send(
        server
            .anonymous("/api/v1/transfers/confirmations")
            .header("Authorization", "Bearer " + server.token(client))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"activity\": \"transfers.confirm\", \"reference\": \"%s\", \"what\": \"%s\"}"
                        .formatted(reference, what))));
  }

  private static JsonNode open() {
    return json(server.get("/api/v1/transfers/open?activity=transfers.follow"));
  }
}
