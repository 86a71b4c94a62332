package vn.onecall.server.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.RunningServer.json;
import static vn.onecall.server.requests.Requesting.wrong;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.onecall.policy.law.Deadline;
import vn.onecall.server.fixture.Folders;
import vn.onecall.server.fixture.Patience;
import vn.onecall.server.fixture.ReceivingHost;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.server.transfers.Partner;
import vn.onecall.testing.Promise;

/** The longer time of the law, which runs where somebody outside has the customer's data. */
@Promise("6.4")
class HeldOutsideTest {
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    Path data = Folders.installation("held-outside");
    Path secret = Files.createDirectories(data.resolve("clients")).resolve("bank-9.secret");
    Files.writeString(secret, "a-secret-of-the-bank-that-is-long-enough");
    server =
        RunningServer.start(
            data,
            "onecall.transfers.inside-hosts=127.0.0.1",
            "onecall.clients[2].id=bank-9",
            "onecall.clients[2].secret-file=" + secret,
            "onecall.clients[2].activities=transfers.confirm");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void runsForAsLongAsARecipientHasSomethingAndNoLonger() {
    try (ReceivingHost host = ReceivingHost.start()) {
      Partner bank = Partner.bank(server, host).with("client", "bank-9").agreed();
      Requesting customer = Requesting.somebody(server);
      String before = customer.ask("restrict", "");
      assertThat(customer.tryOwn(before, "withdraw", "").statusCode()).isEqualTo(200);
      UUID transfer = UUID.randomUUID();
      bank.transfer(customer.customer(), transfer, "full-name");
      Patience.until("delivered", () -> Partner.state(server, transfer).equals("delivered"));
      String held = customer.ask("restrict", "");
      // Twenty days where it is fifteen otherwise, and on to the next working day.
      assertThat(days(customer, held)).isBetween(20L, 35L);
      JsonNode letter = customer.step(held, "acknowledge", "");
      assertThat(letter.get("letter").stringValue())
          .contains("một bên nhận ở ngoài")
          .doesNotContain("{");
      customer.tryOwn(held, "withdraw", "");
      confirmDeleted(host.got().getFirst().reference());
      String after = customer.ask("restrict", "");
      assertThat(days(customer, after)).isEqualTo(days(customer, before));
      JsonNode without = customer.step(after, "acknowledge", "");
      assertThat(without.get("letter").stringValue()).doesNotContain("một bên nhận ở ngoài");
      assertThat(entries(customer)).contains("held-by " + bank.id());
    }
  }

  @Test
  void isNotForACallerToAskFor() {
    Requesting customer = Requesting.somebody(server);
    wrong(customer.tryAsking("delete", "\"processor\": true,"), "processor", "unknown");
  }

  private static long days(Requesting customer, String request) {
    JsonNode times = customer.seen(request).get("request");
    return ChronoUnit.DAYS.between(
        Instant.parse(times.get("received").stringValue()).atZone(Deadline.ZONE).toLocalDate(),
        LocalDate.parse(times.get("answerBy").stringValue()));
  }

  private static String entries(Requesting customer) {
    return json(server.get(customer.path() + "/entries?activity=account.entries&limit=50"))
        .toString();
  }

  private static void confirmDeleted(String reference) {
    HttpResponse<String> answer =
        server.send(
            server
                .anonymous("/api/v1/transfers/confirmations")
                .header("Authorization", "Bearer " + server.token("bank-9"))
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        """
                        {"activity": "transfers.confirm", "reference": "%s", "what": "deleted"}
                        """
                            .formatted(reference))));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }
}
