package vn.onecall.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.onecall.keeper.faults.CrashPoint;
import vn.onecall.testing.Promise;

/** A registration with a key whose answer a halt has swallowed, sent again after the restart. */
class OnceTest {
  private static final String EMAIL = "mot.lan@hoangyen.vn";
  private static final String KEY = "2f9d6a6e-6f0b-4a43-9d43-0f1c2f6b7a10";

  @ParameterizedTest
  @EnumSource(
      value = CrashPoint.class,
      names = {"KEYS_PENDING", "MAIN_COMMITTED", "KEYS_CONFIRMED"})
  @Promise("6.2")
  void isCarriedOutOnceWhereverTheServerWasHalted(CrashPoint gap) throws IOException {
    try (Installation house = Installation.withOneCustomer("once-" + gap)) {
      ServerProcess halted = house.start("-Donecall.halt-at=" + gap);
      boolean answered;
      try {
        register(halted);
        answered = true;
      } catch (IOException e) {
        answered = false;
      }
      assertThat(answered).as("answered before the halt at %s", gap).isFalse();
      halted.awaitHalt();
      ServerProcess server = house.start();
      Api.Answer answer = register(server);
      assertThat(answer.status()).isEqualTo(201);
      assertThat(answer.text("entry")).matches("[0-9a-f]{64}");
      assertThat(register(server).text("id")).isEqualTo(answer.text("id"));
      Api.Answer found =
          server
              .api()
              .call(
                  "care",
                  "POST",
                  "/api/v1/customers/search",
                  Map.of("activity", "care.find-customer", "by", Map.of("email", EMAIL)));
      assertThat(found.body().path("customers").size()).isEqualTo(1);
      assertThat(found.body().path("customers").get(0).path("id").asString())
          .isEqualTo(answer.text("id"));
      server.stop();
    }
  }

  private static Api.Answer register(ServerProcess server) throws IOException {
    Map<String, Object> body = new TreeMap<>();
    body.put("activity", "customers.register");
    body.put("services", List.of("account"));
    body.put("attestation", 1);
    body.put("source", "customer");
    body.put("moment", "transaction-registration");
    body.put("channel", "web");
    body.put(
        "fields",
        new TreeMap<>(
            Map.of("full-name", "Trần Thị Một Lần", "email", EMAIL, "phone", "+84903111222")));
    return server.api().call("site", "POST", "/api/v1/customers", body, "Idempotency-Key", KEY);
  }
}
