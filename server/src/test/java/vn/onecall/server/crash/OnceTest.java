package vn.onecall.server.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.onecall.keeper.faults.CrashPoint;
import vn.onecall.testing.Promise;
import vn.onecall.translog.entries.Opening;

/** A write with a key whose answer a halt has swallowed, sent again after the restart. */
class OnceTest {
  static final CrashPoint CARRIED_OUT = CrashPoint.CALL_CARRIED_OUT;

  private final String key = UUID.randomUUID().toString();

  @ParameterizedTest
  @EnumSource(
      value = CrashPoint.class,
      names = {"KEYS_PENDING", "MAIN_COMMITTED", "KEYS_CONFIRMED"})
  @Promise("6.2")
  void isCarriedOutOnceWhereverTheServerWasHalted(CrashPoint gap) throws IOException {
    HaltedServer server = HaltedServer.shared();
    Map<String, String> newcomer = server.newcomer().values();
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

  /** What writes in main alone has no pending write by which it could be known. */
  @Test
  @Promise("6.2")
  void aRestrictionIsNotSetTwice() throws IOException {
    HaltedServer server = HaltedServer.shared();
    String path = "/api/v1/customers/" + server.registered().id() + "/restriction";
    Map<String, Object> body = Map.of("activity", "account.restrict", "restricted", true);
    Api.Answer answer = acrossAHalt(server, CARRIED_OUT, "site", path, body, "If-Match", "\"1\"");
    assertThat(answer.body().path("version").longValue()).isEqualTo(2);
    assertThat(server.main().count("access.entry where leaf = '\\x" + answer.text("entry") + "'"))
        .isEqualTo(1);
    server.holds(List.of());
  }

  @Test
  @Promise("6.4")
  void aRequestHasItsIdAndIsOne() throws IOException {
    HaltedServer server = HaltedServer.shared();
    String customer = server.registered().id();
    Api.Answer answer =
        acrossAHalt(
            server,
            CrashPoint.MAIN_COMMITTED,
            "counter",
            "/api/v1/customers/" + customer + "/requests",
            Map.of(
                "activity",
                "counter.record-request",
                "kind",
                "complain",
                "source",
                "customer",
                "moment",
                "rights-request",
                "channel",
                "counter"));
    assertThat(answer.status()).isEqualTo(201);
    assertThat(
            server
                .main()
                .count(
                    "requests.request where subject_id = '%s' and request_id = '%s'"
                        .formatted(customer, answer.text("request"))))
        .isEqualTo(1);
    assertThat(server.main().count("requests.request where subject_id = '" + customer + "'"))
        .isEqualTo(1);
    server.holds(List.of());
  }

  /** Its opening can be made by nobody once the keys are gone, which the restart sees to. */
  @Test
  @Promise("6.4")
  void anErasureHasItsOpeningAndItsReceipt() throws IOException {
    HaltedServer server = HaltedServer.shared();
    String customer = server.registered().id();
    Api.Answer answer =
        acrossAHalt(
            server,
            CrashPoint.ERASURE_MARKED,
            "site",
            "/api/v1/customers/" + customer + "/erasure",
            Map.of("activity", "account.erase"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(Opening.parse(answer.text("opening")).partText()).contains("subject " + customer);
    assertThat(answer.text("receipt")).startsWith("c2sp.org/tlog-proof@v1");
    assertThat(server.main().count("access.erasure where subject_id = '" + customer + "'"))
        .isEqualTo(1);
    server.holds(List.of());
  }

  /** What it has erased is told; what it has left is another run's. */
  @Test
  @Promise("6.4")
  void aRetentionRunThatWasCutShortIsNotCarriedOn() throws IOException {
    HaltedServer server = HaltedServer.shared();
    for (int i = 0; i < 2; i++) {
      server.caller().close(server.registered());
    }
    server.house().timePasses();
    long erasures = server.main().count("access.erasure");
    Api.Answer answer =
        acrossAHalt(
            server,
            CrashPoint.ERASURE_CONFIRMED,
            "keeper",
            "/api/v1/retention/run",
            Map.of("activity", "retention.run"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("customers").size()).isEqualTo(1);
    assertThat(answer.body().at("/customers/0/receipt").asString())
        .startsWith("c2sp.org/tlog-proof@v1");
    assertThat(answer.body().path("more").booleanValue()).isTrue();
    assertThat(server.main().count("access.erasure")).isEqualTo(erasures + 1);
    server.holds(List.of());
  }

  /** The answer to what was sent again, twice, after a halt before the first answer. */
  private Api.Answer acrossAHalt(
      HaltedServer server,
      CrashPoint gap,
      String client,
      String path,
      Map<String, Object> body,
      String... headers)
      throws IOException {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Idempotency-Key", "\"" + key + "\""));
    String[] sent = all.toArray(String[]::new);
    Api before = server.api();
    server.haltAt(gap);
    assertThatThrownBy(() -> before.call(client, "POST", path, body, sent))
        .as("answered before the halt at %s", gap)
        .isInstanceOf(IOException.class);
    server.restartAfter(gap);
    Api.Answer answer = server.api().call(client, "POST", path, body, sent);
    assertThat(server.api().call(client, "POST", path, body, sent).text("entry"))
        .as(answer.toString())
        .isEqualTo(answer.text("entry"))
        .isNotEmpty();
    return answer;
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
