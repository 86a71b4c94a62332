package vn.onecall.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;
import vn.onecall.keeper.faults.CrashPoint;
import vn.onecall.server.fixture.ReceivingHost;
import vn.onecall.testing.Promise;

/**
 * The server is halted at each gap of the outbox, or killed while it carries: the recipient, which
 * lives on and keeps what it got, sees that nothing was lost, and that what came twice has one
 * reference.
 */
class TransferHaltTest {
  /** The gaps that are halted at here. */
  static final List<CrashPoint> CARRYING =
      Stream.of(CrashPoint.values()).filter(gap -> gap.name().startsWith("TRANSFER_")).toList();

  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final String BANK = "bank-1";

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "TRANSFER_.*")
  @Promise("6.3")
  void aTransferThatIsHaltedAtAnyGapArrivesAndIsOneAsItsReferenceSays(CrashPoint gap) {
    HaltedServer server = HaltedServer.shared();
    String customer = server.registered().id();
    try (ReceivingHost host = ReceivingHost.start()) {
      String bank = "bank-" + server.number();
      UUID transfer = UUID.randomUUID();
      agree(server.api(), host, bank);
      Api asked = server.api();
      server.haltAt(gap);
      ask(asked, customer, transfer, bank);
      server.restartAfter(gap);
      int before = gap == CrashPoint.TRANSFER_DELIVERED ? 1 : 0;

      Api again = server.api();
      assertThat(ask(again, customer, transfer, bank).map(Api.Answer::status)).contains(202);
      Pause.until(() -> "delivered", LONGEST, () -> state(again, transfer).equals("delivered"));
      assertThat(
              server.main().count("transfers.transfer where subject_id = '" + customer + "'::uuid"))
          .isEqualTo(1);
      assertThat(host.got()).hasSize(before + 1);
      assertThat(host.got().stream().map(ReceivingHost.Got::reference).distinct()).hasSize(1);
      assertThat(host.opened())
          .allSatisfy(opened -> assertThat(opened.get("fields").has("full-name")).isTrue());
      server.holds(List.of());
    }
  }

  @Test
  @Promise("6.3")
  void aKillAmongManyTransfersLosesNoneAndDoublesNone() {
    try (Installation house = Installation.withOneCustomer("killed-transfers");
        ReceivingHost host = ReceivingHost.start()) {
      String customer = Installation.resident().id();
      ServerProcess server = house.start();
      agree(server.api(), host, BANK);
      List<UUID> wanted = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        wanted.add(UUID.randomUUID());
        ask(server.api(), customer, wanted.getLast(), BANK);
      }
      Pause.until(() -> "some arrive", LONGEST, () -> host.got().size() >= 3);
      server.kill();
      ServerProcess again = house.start();
      for (UUID transfer : wanted) {
        assertThat(ask(again.api(), customer, transfer, BANK).map(Api.Answer::status))
            .contains(202);
      }
      Pause.until(
          () -> "all delivered",
          LONGEST,
          () -> wanted.stream().allMatch(each -> state(again.api(), each).equals("delivered")));
      assertThat(host.got().stream().map(ReceivingHost.Got::reference).collect(Collectors.toSet()))
          .as("one reference a transfer")
          .hasSize(wanted.size());
      assertThat(house.tables("main").set("select reference from transfers.transfer"))
          .hasSize(wanted.size());
      again.stop();
    }
  }

  private static void agree(Api api, ReceivingHost host, String bank) {
    Map<String, Object> terms = new TreeMap<>();
    terms.put("activity", "agreements.manage");
    terms.put("recipient", bank);
    terms.put("kind", "bank");
    terms.put("name", "Ngân hàng Ví Dụ");
    terms.put("purposes", List.of("payment"));
    terms.put("fields", List.of("full-name"));
    terms.put("begins", Instant.now().minus(Duration.ofDays(1)).toString());
    terms.put("ends", Instant.now().plus(Duration.ofDays(9)).toString());
    terms.put(
        "measures",
        Map.of(
            "encryption-at-rest",
            Map.of(
                "evidence",
                "report-17",
                "review-by",
                Instant.now().plus(Duration.ofDays(9)).toString())));
    terms.put("country", "VN");
    terms.put("delivery", "push");
    terms.put("address", host.address());
    terms.put("key", JsonMapper.shared().readTree(host.publicKey()));
    terms.put("fee", false);
    assertThat(
            call(api, "PUT", "/api/v1/agreements/" + UUID.randomUUID(), terms)
                .map(Api.Answer::status))
        .contains(200);
  }

  /** Nothing, if the server was halted before it answered. */
  private static Optional<Api.Answer> ask(Api api, String customer, UUID transfer, String bank) {
    return call(
        api,
        "PUT",
        "/api/v1/customers/" + customer + "/transfers/" + transfer,
        Map.of("activity", "transfers.to-bank", "recipient", bank, "fields", List.of("full-name")));
  }

  private static String state(Api api, UUID transfer) {
    try {
      return api.call(
              "dispatcher",
              "GET",
              "/api/v1/transfers/" + transfer + "?activity=transfers.follow",
              null)
          .text("state");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Api.Answer> call(
      Api api, String method, String path, Map<String, Object> body) {
    try {
      return Optional.of(api.call("dispatcher", method, path, body));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
