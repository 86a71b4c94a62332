package vn.onecall.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import vn.onecall.keeper.faults.CrashPoint;
import vn.onecall.testing.Promise;

/**
 * The server is halted while a request is answered: the request is where its entry says, with its
 * letter, and what was asked for is done or can be done.
 */
@Promise("6.4")
class RequestHaltTest {
  private final HaltedServer server = HaltedServer.shared();

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "ERASURE_.*")
  void anErasureThatIsHaltedAtAnyGapHasClosedItsRequest(CrashPoint gap) throws IOException {
    String customer = server.registered().id();
    String request = ask(server.api(), customer, "delete");
    assertThat(step(server.api(), customer, request, "acknowledge")).contains(200);
    Api before = server.api();
    server.haltAt(gap);
    assertThat(step(before, customer, request, "answer")).isEmpty();
    server.restartAfter(gap);

    JsonNode seen = seen(server.api(), customer, request);
    assertThat(seen.at("/request/state").stringValue()).isEqualTo("answered");
    assertThat(seen.at("/steps/1/fulfilledBy").stringValue())
        .as("the erasure's own entry answers")
        .isEqualTo(seen.at("/steps/1/entry").stringValue());
    assertThat(
            server
                .api()
                .call("site", "GET", path(customer) + "?activity=account.view", null)
                .status())
        .isEqualTo(404);
    Api.Answer letter =
        server
            .api()
            .call(
                "officer",
                "POST",
                path(customer) + "/requests/" + request + "/steps",
                Map.of("activity", "requests.handle", "step", "answer"));
    assertThat(letter.status()).as(letter.toString()).isEqualTo(200);
    assertThat(letter.text("letter"))
        .contains("Kính gửi Quý khách", seen.at("/steps/1/entry").stringValue());
    assertThat(steps(request)).isEqualTo(2);
    server.holds(List.of());
  }

  @ParameterizedTest
  @EnumSource(names = {"KEYS_PENDING", "MAIN_COMMITTED", "KEYS_CONFIRMED"})
  void aStepThatIsHaltedAtAnyGapIsTakenWithItsLetterOrNotAtAll(CrashPoint gap) throws IOException {
    String customer = server.registered().id();
    String request = ask(server.api(), customer, "complain");
    Api before = server.api();
    server.haltAt(gap);
    assertThat(step(before, customer, request, "acknowledge")).isEmpty();
    server.restartAfter(gap);

    boolean taken = gap != CrashPoint.KEYS_PENDING;
    JsonNode seen = seen(server.api(), customer, request);
    assertThat(seen.at("/request/state").stringValue())
        .isEqualTo(taken ? "acknowledged" : "received");
    assertThat(letters(seen)).isEqualTo(taken ? 1 : 0);
    assertThat(seen.get("steps")).hasSize(taken ? 1 : 0);
    assertThat(step(server.api(), customer, request, "acknowledge")).contains(taken ? 422 : 200);
    assertThat(letters(seen(server.api(), customer, request))).isEqualTo(1);
    assertThat(step(server.api(), customer, request, "answer")).contains(200);
    server.holds(List.of());
  }

  private long steps(String request) {
    return server.main().count("requests.step where request_id = '" + request + "'");
  }

  private static long letters(JsonNode seen) {
    return StreamSupport.stream(seen.get("papers").spliterator(), false)
        .filter(paper -> paper.get("field").stringValue().equals("request-letter"))
        .count();
  }

  private static String path(String customer) {
    return "/api/v1/customers/" + customer;
  }

  private static String ask(Api api, String customer, String kind) throws IOException {
    Map<String, Object> body = new TreeMap<>();
    body.put("activity", "counter.record-request");
    body.put("kind", kind);
    body.put("source", "customer");
    body.put("moment", "rights-request");
    body.put("channel", "counter");
    Api.Answer answer = api.call("counter", "POST", path(customer) + "/requests", body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return answer.text("request");
  }

  /** The status; nothing if the server was halted before it answered. */
  private static Optional<Integer> step(Api api, String customer, String request, String step) {
    try {
      return Optional.of(
          api.call(
                  "officer",
                  "POST",
                  path(customer) + "/requests/" + request + "/steps",
                  step.equals("answer")
                      ? Map.of("activity", "requests.handle", "step", step, "reason", "Đã xem xét.")
                      : Map.of("activity", "requests.handle", "step", step))
              .status());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static JsonNode seen(Api api, String customer, String request) throws IOException {
    Api.Answer answer =
        api.call("officer", "GET", path(customer) + "/requests?activity=requests.view", null);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    List<JsonNode> all =
        StreamSupport.stream(answer.body().get("requests").spliterator(), false).toList();
    return all.stream()
        .filter(each -> each.at("/request/request").stringValue().equals(request))
        .findFirst()
        .orElseThrow();
  }
}
