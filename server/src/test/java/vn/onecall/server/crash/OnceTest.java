package vn.onecall.server.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.onecall.keeper.faults.CrashPoint;
import vn.onecall.testing.Promise;

/** A registration with a key whose answer a halt has swallowed, sent again after the restart. */
class OnceTest {
  @ParameterizedTest
  @EnumSource(
      value = CrashPoint.class,
      names = {"KEYS_PENDING", "MAIN_COMMITTED", "KEYS_CONFIRMED"})
  @Promise("6.2")
  void isCarriedOutOnceWhereverTheServerWasHalted(CrashPoint gap) throws IOException {
    HaltedServer server = HaltedServer.shared();
    Map<String, String> newcomer = server.newcomer().values();
    String key = UUID.randomUUID().toString();
    Api before = server.api();
    server.haltAt(gap);
    assertThatThrownBy(() -> register(before, newcomer, key))
        .as("answered before the halt at %s", gap)
        .isInstanceOf(IOException.class);
    server.restartAfter(gap);

    Api.Answer answer = register(server.api(), newcomer, key);
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.text("entry")).matches("[0-9a-f]{64}");
    assertThat(register(server.api(), newcomer, key).text("id")).isEqualTo(answer.text("id"));
    Api.Answer found =
        server
            .api()
            .call(
                "care",
                "POST",
                "/api/v1/customers/search",
                Map.of(
                    "activity",
                    "care.find-customer",
                    "by",
                    Map.of("email", newcomer.get("email"))));
    assertThat(found.body().path("customers").size()).isEqualTo(1);
    assertThat(found.body().path("customers").get(0).path("id").asString())
        .isEqualTo(answer.text("id"));
    server.holds(List.of());
  }

  private static Api.Answer register(Api api, Map<String, String> values, String key)
      throws IOException {
    Map<String, Object> body = new TreeMap<>();
    body.put("activity", "customers.register");
    body.put("services", Whole.SERVICES);
    body.put("attestation", 1);
    body.put("source", "customer");
    body.put("moment", "transaction-registration");
    body.put("channel", "web");
    body.put("fields", Whole.sent(values));
    return api.call("site", "POST", "/api/v1/customers", body, "Idempotency-Key", key);
  }
}
