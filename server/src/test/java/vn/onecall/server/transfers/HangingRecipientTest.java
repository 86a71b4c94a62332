package vn.onecall.server.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.onecall.server.fixture.OnServer;
import vn.onecall.server.fixture.Patience;
import vn.onecall.server.fixture.ReceivingHost;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.testing.Promise;

/** Recipients that take a connection and never answer, and what goes on beside them. */
@OnServer
class HangingRecipientTest {
  /** More than ever worked at once. */
  private static final int MANY = 8;

  private static RunningServer server;
  private static ReceivingHost good;

  @BeforeAll
  static void share(RunningServer shared, ReceivingHost own) {
    server = shared;
    good = own;
  }

  @Test
  @Promise("6.3")
  void manyThatHangDelayNeitherATransferToAnotherNorAnOrderToDelete() throws IOException {
    Partner bank = Partner.bank(server, good).agreed();
    String erased = server.someone();
    bank.transfer(erased, UUID.randomUUID(), "full-name");
    Patience.until("handed over before", () -> good.got().size() == 1);
    try (ServerSocket silent = new ServerSocket(0, MANY * 4, InetAddress.ofLiteral("127.0.0.1"))) {
      List<UUID> hanging =
          hanging(
              silent,
              IntStream.range(0, MANY).mapToObj(each -> Partner.bank(server, good)).toList());
      UUID soon = UUID.randomUUID();
      bank.transfer(server.someone(), soon, "full-name");
      erase(erased);
      Partner.comesTo(server, soon, "delivered");
      Patience.until("told to delete", () -> good.got().size() == 3);
      assertThat(hanging).as("hang still").allSatisfy(HangingRecipientTest::isUnderWay);
    }
  }

  @Test
  @Promise("6.3")
  void aTransferThatHangsDelaysNoOrderToDeleteToTheSameRecipient() {
    CountDownLatch over = new CountDownLatch(1);
    try (ReceivingHost host = ReceivingHost.start()) {
      Partner bank = Partner.bank(server, host).agreed();
      String erased = server.someone();
      UUID before = UUID.randomUUID();
      bank.transfer(erased, before, "full-name");
      Partner.comesTo(server, before, "delivered");
      host.next(call -> await(over));
      UUID late = UUID.randomUUID();
      bank.transfer(server.someone(), late, "full-name");
      Patience.until("it hangs", () -> host.got().size() == 2);
      erase(erased);
      Patience.until("told to delete", () -> host.got().size() == 3);
      isUnderWay(late);
      assertThat(host.opened().getLast().get("what").stringValue()).isEqualTo("delete");
    } finally {
      over.countDown();
    }
  }

  /** Asks each of them to take something, and sees that it is under way. */
  private static List<UUID> hanging(ServerSocket silent, List<Partner> partners) {
    List<UUID> transfers = new ArrayList<>();
    for (Partner partner : partners) {
      partner.with("address", "http://127.0.0.1:" + silent.getLocalPort() + "/in").agreed();
      transfers.add(UUID.randomUUID());
      partner.transfer(server.someone(), transfers.getLast(), "full-name");
    }
    Patience.until(
        "all are under way", () -> transfers.stream().allMatch(each -> attempts(each) >= 1));
    return transfers;
  }

  /** Opened once, and nothing has come of it. */
  private static void isUnderWay(UUID transfer) {
    assertThat(attempts(transfer)).isEqualTo(1);
    assertThat(Partner.status(server, transfer).get("outcome").stringValue()).isEmpty();
  }

  private static int attempts(UUID transfer) {
    return Partner.status(server, transfer).get("attempts").intValue();
  }

  private static void erase(String customer) {
    assertThat(
            server
                .post(
                    "/api/v1/customers/" + customer + "/erasure",
                    "{\"activity\": \"account.erase\"}")
                .statusCode())
        .isEqualTo(200);
  }

  private static void await(CountDownLatch over) {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
