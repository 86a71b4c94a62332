package vn.onecall.server.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.RunningServer.json;
import static vn.onecall.server.fixture.RunningServer.registration;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import vn.onecall.policy.model.Enforcement;
import vn.onecall.policy.reading.PolicyReader;
import vn.onecall.server.fixture.Folders;
import vn.onecall.server.fixture.OnServer;
import vn.onecall.server.fixture.Person;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.testing.Promise;
import vn.onecall.translog.NoteVerifier;
import vn.onecall.translog.entries.Receipt;

/** The line through the house as a client of the API walks it. */
@OnServer
class CustomerApiTest {
  private static final String CUSTOMERS = "/api/v1/customers/";

  private static RunningServer server;

  @BeforeAll
  static void share(RunningServer shared) {
    server = shared;
  }

  @Test
  void registersACustomerAndSaysWhereTheyAre() {
    HttpResponse<String> answer = server.post("/api/v1/customers", registration(Person.next()));
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().firstValue("ETag")).contains("\"1\"");
    String id = json(answer).get("id").stringValue();
    assertThat(answer.headers().firstValue("Location")).contains("/api/v1/customers/" + id);
    assertThat(UUID.fromString(id).version()).isEqualTo(4);
  }

  @Test
  @Promise("6.1")
  void findsThemByEmailOrPhoneInMaskedForm() {
    Person person = Person.next();
    String id = server.register(person).get("id").stringValue();
    for (String by :
        List.of(
            "{\"email\": \"" + person.email().toUpperCase(Locale.ROOT) + "\"}",
            "{\"phone\": \"" + person.phone().replace("+84", "0") + "\"}")) {
      HttpResponse<String> answer = search(by);
      JsonNode found = json(answer).get("customers").get(0);
      assertThat(found.get("id").stringValue()).isEqualTo(id);
      assertThat(found.get("fields").get("phone").get("form").stringValue()).isEqualTo("masked");
      assertThat(answer.body())
          .doesNotContain(person.fullName(), person.email(), person.phone().substring(3));
    }
  }

  @Test
  void findsNobodyWithoutAProblem() {
    HttpResponse<String> answer = search("{\"email\": \"niemand@vidu.vn\"}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).get("customers")).isEmpty();
    assertThat(json(answer).get("entries")).hasSize(1);
  }

  @Test
  @Promise("1.4")
  void showsCorrectsAndShowsAgainWithEveryEarlierVersion() {
    Person person = Person.next();
    String id = server.register(person).get("id").stringValue();
    HttpResponse<String> seen = server.get(CUSTOMERS + id + "?activity=account.view");
    assertThat(value(seen, "email")).isEqualTo(person.email());
    String tag = seen.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> corrected =
        server.send(
            server
                .patching(
                    CUSTOMERS + id,
                    """
                    {"activity": "account.correct", "source": "customer", "channel": "phone",
                     "moment": "account-correction", "fields": {"email": "Moi.Nhat@VIDU.vn"}}
                    """)
                .header("If-Match", tag));
    assertThat(corrected.statusCode()).isEqualTo(200);
    assertThat(corrected.headers().firstValue("ETag")).contains("\"2\"");
    assertThat(value(server.get(CUSTOMERS + id + "?activity=account.view"), "email"))
        .isEqualTo("Moi.Nhat@vidu.vn");
    assertThat(json(search("{\"email\": \"" + person.email() + "\"}")).get("customers")).isEmpty();
    JsonNode history =
        json(server.get(CUSTOMERS + id + "/history?activity=account.history"))
            .get("fields")
            .get("email");
    assertThat(history).hasSize(2);
    assertThat(history.get(0).get("value").stringValue()).isEqualTo(person.email());
    assertThat(history.get(1).get("value").stringValue()).isEqualTo("Moi.Nhat@vidu.vn");
  }

  @Test
  @Promise("1.3")
  void restrictsUseUntilTheCustomerLiftsIt() {
    String id = server.someone();
    String reveal = CUSTOMERS + id + "?activity=care.reveal-contact";
    assertThat(server.get(reveal).statusCode()).isEqualTo(200);
    assertThat(restrict(id, 1, true).statusCode()).isEqualTo(200);
    assertThat(server.get(reveal).statusCode()).isEqualTo(404);
    assertThat(restrict(id, 2, false).statusCode()).isEqualTo(200);
    assertThat(server.get(reveal).statusCode()).isEqualTo(200);
  }

  @Test
  void answersForAStrangerAndForSomebodyRefusedAlikeToTheByte() {
    String id = server.someone();
    restrict(id, 1, true);
    String query = "?activity=care.reveal-contact";
    HttpResponse<String> refused = server.get(CUSTOMERS + id + query);
    HttpResponse<String> stranger = server.get(CUSTOMERS + UUID.randomUUID() + query);
    assertThat(refused.statusCode()).isEqualTo(stranger.statusCode()).isEqualTo(404);
    assertThat(butForItsOwnNames(refused)).isEqualTo(butForItsOwnNames(stranger));
    assertThat(headers(refused)).isEqualTo(headers(stranger));
  }

  @Test
  @Promise("1.6")
  void givesAReceiptOfEachShowingThatVerifiesOffline() {
    JsonNode registered = server.register(Person.next());
    String id = registered.get("id").stringValue();
    HttpResponse<String> seen = server.get(CUSTOMERS + id + "?activity=account.view");
    String entry = json(seen).get("entry").stringValue();
    HttpResponse<String> answer =
        server.get(CUSTOMERS + id + "/entries/" + entry + "/receipt?activity=account.receipt");
    assertThat(answer.statusCode()).isEqualTo(200);
    String key = server.send(server.anonymous("/log/key").GET()).body().strip();
    Receipt receipt = Receipt.parse(json(answer).get("receipt").stringValue());
    assertThat(receipt.verify(NoteVerifier.parse(key)).opening().partText())
        .contains("subject " + id, "activity account.view", "show email clear");
  }

  @Test
  @Promise("1.6")
  void erasesWithAReceiptAndShowsNothingAfterwards() {
    Person person = Person.next();
    String id = server.register(person).get("id").stringValue();
    HttpResponse<String> erased =
        server.post(CUSTOMERS + id + "/erasure", "{\"activity\": \"account.erase\"}");
    assertThat(erased.statusCode()).isEqualTo(200);
    assertThat(json(erased).get("receipt").stringValue()).startsWith("c2sp.org/tlog-proof@v1");
    assertThat(server.get(CUSTOMERS + id + "?activity=account.view").statusCode()).isEqualTo(404);
    assertThat(json(search("{\"email\": \"" + person.email() + "\"}")).get("customers")).isEmpty();
    assertThat(
            server
                .post(CUSTOMERS + id + "/erasure", "{\"activity\": \"account.erase\"}")
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void keepsPersonalAnswersOutOfEveryCache() {
    String id = server.someone();
    for (HttpResponse<String> answer :
        List.of(
            server.get(CUSTOMERS + id + "?activity=account.view"),
            server.get(CUSTOMERS + id + "?activity=marketing.call"),
            search("{\"email\": \"niemand@vidu.vn\"}"),
            server.post("/api/v1/customers", registration(Person.next())))) {
      assertThat(answer.headers().firstValue("Cache-Control"))
          .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
    }
  }

  static Stream<Map.Entry<String, String>> activitiesHeldByRefusal() {
    Map<String, String> first = new TreeMap<>();
    PolicyReader.load(Folders.POLICY)
        .promises()
        .values()
        .forEach(promise -> {
          switch (promise.enforcement()) {
            case Enforcement.Kept kept -> {}
            case Enforcement.Refused(var activities) ->
                activities.forEach(
                    activity -> first.putIfAbsent(activity, promise.id().toString()));
          }
        });
    return first.entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("activitiesHeldByRefusal")
  @Promise({
    "0.1", "1.2", "1.3", "1.5", "1.7", "1.8", "1.9", "1.10", "1.11", "1.12", "1.13", "2.1", "2.2",
    "2.3", "2.4", "3.1", "4.1", "4.2", "4.3", "5.1", "5.2", "5.3", "6.1", "6.2", "6.3", "6.4", "6.5"
  })
  void refusesWhatThePolicyHoldsByRefusalAndNamesThePromise(Map.Entry<String, String> held) {
    HttpResponse<String> answer =
        server.get(CUSTOMERS + UUID.randomUUID() + "?activity=" + held.getKey());
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(json(answer).get("promise").stringValue()).isEqualTo(held.getValue());
    assertThat(json(answer).get("reason").stringValue()).isEqualTo("held-by-refusal");
  }

  @Test
  @Promise("1.6")
  void makesNoBeanOfWhatOpensSealedValues() {
    assertThat(server.beansOf("vn.onecall.keeper.door"))
        .containsExactlyInAnyOrder("Keeper", "Door");
    assertThat(server.beansOf("vn.onecall.keeper.subjects"))
        .containsExactlyInAnyOrder("PolicyFieldTypes");
    for (String room :
        List.of("audit", "decisions", "entries", "erasure", "facts", "idempotency", "writes")) {
      assertThat(server.beansOf("vn.onecall.keeper." + room)).as(room).isEmpty();
    }
  }

  private static HttpResponse<String> search(String by) {
    return server.post(
        CUSTOMERS + "search", "{\"activity\": \"care.find-customer\", \"by\": " + by + "}");
  }

  private static HttpResponse<String> restrict(String id, int version, boolean restricted) {
    HttpRequest.Builder request =
        server.posting(
            CUSTOMERS + id + "/restriction",
            "{\"activity\": \"account.restrict\", \"restricted\": " + restricted + "}");
    return server.send(request.header("If-Match", "\"" + version + "\""));
  }

  private static String value(HttpResponse<String> answer, String field) {
    return json(answer).get("fields").get(field).get("value").stringValue();
  }

  private static String butForItsOwnNames(HttpResponse<String> answer) {
    return answer
        .body()
        .replace(json(answer).get("entry").stringValue(), "(entry)")
        .replace(json(answer).get("instance").stringValue(), "(instance)");
  }

  private static Map<String, Object> headers(HttpResponse<String> answer) {
    Map<String, Object> headers = new TreeMap<>(answer.headers().map());
    headers.remove("date");
    return headers;
  }
}
