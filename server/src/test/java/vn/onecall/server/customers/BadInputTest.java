package vn.onecall.server.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.RunningServer.json;
import static vn.onecall.server.fixture.RunningServer.registration;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.onecall.server.fixture.Person;
import vn.onecall.server.fixture.ProgramLog;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.testing.Promise;

/**
 * What cannot be taken is refused with its field and its reason, in the reader's language; nothing
 * is written, and what was sent comes back neither in the answer nor in the program's log.
 */
class BadInputTest {
  private static final String CUSTOMERS = "/api/v1/customers";
  private static final String CANARY = "Zyxwvut";

  private static RunningServer server;
  private static String customer = "";

  private ProgramLog log = ProgramLog.listen();
  private StoredRows before = StoredRows.NOTHING;

  @BeforeAll
  static void start() {
    server = RunningServer.start("bad-input");
    customer = server.someone();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void note() {
    log = ProgramLog.listen();
    before = StoredRows.now(server);
  }

  @AfterEach
  void nothingWasWrittenAndNothingWasSaid() {
    assertThat(StoredRows.now(server)).isEqualTo(before);
    assertThat(log.said()).doesNotContainIgnoringCase(CANARY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[]",
        "\"Zyxwvut\"",
        "null",
        "{\"activity\": Zyxwvut}",
        "{\"activity\": 'Zyxwvut'}",
        "{\"activity\": \"a\"} {\"Zyxwvut\": 1}",
        "{\"activity\": \"a\",}",
        "{\"activity\": \"\\uZyxwvut\"}",
        "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":\"Zyxwvut\"}}}}}}}}}",
        "Zyxwvut"
      })
  void refusesWhatIsNoJsonObject(String body) {
    HttpResponse<String> answer = refused(400, server.posting(CUSTOMERS, body));
    assertThat(problem(answer)).isEqualTo("malformed");
    assertThat(errors(answer)).containsExactly(Map.entry("(body)", "not-json"));
  }

  /** A byte of another code, and two and three bytes for a letter of one (RFC 3629, section 3). */
  @ParameterizedTest
  @ValueSource(strings = {"\u00C3", "\u00C1\u00A5", "\u00E0\u0081\u00A5", "\u00ED\u00A0\u0080"})
  void refusesBytesThatAreNoUtf8(String bytes) {
    byte[] body =
        registration(Person.next())
            .replaceFirst("\"full-name\": *\"", "\"full-name\": \"" + bytes)
            .getBytes(StandardCharsets.ISO_8859_1);
    HttpResponse<String> answer =
        refused(
            400,
            server
                .request(CUSTOMERS)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    assertThat(errors(answer)).containsExactly(Map.entry("(body)", "not-utf-8"));
  }

  @ParameterizedTest
  @ValueSource(ints = {600_000, 1_500_000})
  void refusesABodyOfMoreThan512KiB(int length) {
    String body =
        "{\"activity\": \"customers.register\", \"Zyxwvut\": \"" + "x".repeat(length) + "\"}";
    HttpResponse<String> answer = refused(413, server.posting(CUSTOMERS, body));
    assertThat(problem(answer)).isEqualTo("too-long");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"activity\": \"x\", \"activity\": \"Zyxwvut\"}",
        "{\"fields\": {\"email\": \"Zyxwvut@vidu.vn\", \"email\": \"b@vidu.vn\"}}"
      })
  void refusesAKeyThatStandsTwice(String body) {
    HttpResponse<String> answer = refused(400, server.posting(CUSTOMERS, body));
    assertThat(errors(answer)).containsExactly(Map.entry("(body)", "duplicate-key"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | activity=missing channel=missing fields=missing moment=missing source=missing",
        "{\"activity\": 1} | activity=wrong-type",
        "{\"activity\": null} | activity=wrong-type",
        "{\"activity\": [\"Zyxwvut\"]} | activity=wrong-type",
        "{\"fields\": \"Zyxwvut\"} | fields=wrong-type",
        "{\"fields\": {}} | fields=wrong-type",
        "{\"fields\": {\"email\": 7}} | fields.email=wrong-type",
        "{\"fields\": {\"email\": null}} | fields.email=wrong-type",
        "{\"fields\": {\"email\": {\"Zyxwvut\": 1}}} | fields.email=wrong-type",
        "{\"source\": \"Zyxwvut\"} | source=not-listed",
        "{\"moment\": \"Zyxwvut\"} | moment=not-listed",
        "{\"channel\": \"Zyxwvut\"} | channel=not-listed",
        "{\"colour\": \"Zyxwvut\"} | colour=unknown",
        "{\"Zyxwvut@vidu.vn\": true} | (unnamed)=unknown",
        "{\"fields\": {\"Zyxwvut 0912345678\": 1}} | fields.(unnamed)=wrong-type",
        "{\"fields\": {\"email\": \"Zyxwvut\"}} | fields.email=format",
        "{\"fields\": {\"email\": \"\"}} | fields.email=empty",
        "{\"fields\": {\"email\": \"Zyxwvut@localhost\"}} | fields.email=unknown-domain-form",
        "{\"fields\": {\"phone\": \"Zyxwvut\"}} | fields.phone=format",
        "{\"fields\": {\"phone\": \"0000\"}} | fields.phone=no-such-number",
        "{\"fields\": {\"phone\": \"1900 1234\"}} | fields.phone=not-a-mobile-or-fixed-number",
        "{\"fields\": {\"full-name\": \"Z\"}} | fields.full-name=too-short",
        "{\"fields\": {\"full-name\": \"Zyx\\u0007wvut\"}} | fields.full-name=control-character",
        "{\"fields\": {\"full-name\": \"Zyxwvut\\u0000\"}} | fields.full-name=control-character",
        "{\"fields\": {\"full-name\": \"Zyxwvut\\u202eB\"}} | fields.full-name=bidi-character",
        "{\"fields\": {\"full-name\": \"Zyx\\ufff9wvut\"}} | fields.full-name=invisible-character",
        "{\"fields\": {\"full-name\": \"Zyxwvut\\ud800\"}} | fields.full-name=unpaired-surrogate"
      })
  void namesEveryWrongPartWithItsReason(String body, String expected) {
    HttpResponse<String> answer = refused(422, server.posting(CUSTOMERS, body));
    assertThat(problem(answer)).isEqualTo("invalid-request");
    Map<String, String> errors =
        errors(answer).stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    for (String part : expected.split(" ", -1)) {
      int at = part.indexOf('=');
      assertThat(errors).contains(Map.entry(part.substring(0, at), part.substring(at + 1)));
    }
  }

  @Test
  void refusesAnOverlongValue() {
    for (String field : List.of("full-name", "email", "phone")) {
      String body = "{\"fields\": {\"" + field + "\": \"" + CANARY.repeat(100) + "\"}}";
      assertThat(errors(refused(422, server.posting(CUSTOMERS, body))))
          .contains(Map.entry("fields." + field, "too-long"));
    }
  }

  @Test
  @Promise("4.1")
  void neitherRepeatsNorKeepsTheNameOfAnActivityThatItDoesNotKnow() {
    String name = CANARY + " 0912345678";
    HttpResponse<String> answer =
        refused(
            403,
            server.posting(
                CUSTOMERS, registration(Person.next()).replace("customers.register", name)));
    assertThat(json(answer).get("promise").stringValue()).isEqualTo("4.1");
    assertThat(json(answer).has("activity")).isFalse();
    assertThat(errorsOfGet("?activity=" + CANARY)).isEqualTo("refused");
  }

  private String errorsOfGet(String query) {
    return problem(refused(403, server.request(CUSTOMERS + "/" + customer + query).GET()));
  }

  @Test
  @Promise({"1.1", "6.1"})
  void refusesAFieldThatThePolicyDoesNotHoldWithoutRepeatingIt() {
    String body =
        registration(Person.next())
            .replace("\"fields\": {", "\"fields\": {\"" + CANARY + "\": \"" + CANARY + "\", ");
    HttpResponse<String> answer = refused(403, server.posting(CUSTOMERS, body));
    assertThat(json(answer).get("promise").stringValue()).isEqualTo("6.1");
  }

  @Test
  void refusesASearchThatIsNoSearch() {
    assertThat(
            errors(refused(422, search("{\"email\": \"a@vidu.vn\", \"phone\": \"0912345678\"}"))))
        .contains(Map.entry("by", "one-only"));
    assertThat(errors(refused(422, search("{}")))).contains(Map.entry("by", "wrong-type"));
    assertThat(errors(refused(422, search("{\"email\": \"" + CANARY + "\"}"))))
        .contains(Map.entry("email", "format"));
    assertThat(
            json(refused(403, search("{\"birth-date\": \"1990-01-01\"}")))
                .get("promise")
                .stringValue())
        .isEqualTo("6.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Zyxwvut",
        "zyxwvut@vidu.vn",
        "00000000-0000-0000-0000-00000000000",
        "1-1-1-1-1",
        "%E2%80%AEZyxwvut"
      })
  void refusesAnIdThatIsNone(String id) {
    HttpResponse<String> answer =
        refused(422, server.request(CUSTOMERS + "/" + id + "?activity=account.view").GET());
    assertThat(errors(answer)).containsExactly(Map.entry("id", "format"));
  }

  @Test
  void refusesAReadThatNamesNoActivity() {
    HttpResponse<String> answer = refused(422, server.request(CUSTOMERS + "/" + customer).GET());
    assertThat(errors(answer)).containsExactly(Map.entry("activity", "missing"));
  }

  @Test
  void refusesAReceiptOfWhatIsNoEntry() {
    HttpResponse<String> answer =
        refused(
            422,
            server
                .request(
                    CUSTOMERS
                        + "/"
                        + customer
                        + "/entries/"
                        + CANARY
                        + "/receipt?activity=account.receipt")
                .GET());
    assertThat(errors(answer)).containsExactly(Map.entry("entry", "format"));
  }

  @Test
  void refusesAChangeThatDoesNotSayWhatItChanges() {
    String body = correction("neu@vidu.vn");
    HttpResponse<String> missing = refused(428, server.patching(CUSTOMERS + "/" + customer, body));
    assertThat(problem(missing)).isEqualTo("version-needed");
    HttpResponse<String> wrong =
        refused(412, server.patching(CUSTOMERS + "/" + customer, body).header("If-Match", "\"9\""));
    assertThat(problem(wrong)).isEqualTo("changed");
    for (String malformed :
        List.of("1", "\"1", "w/\"1\"", "*, \"1\"", "\"1\" \"2\"", ",", "Zyxwvut")) {
      HttpResponse<String> answer =
          refused(
              422, server.patching(CUSTOMERS + "/" + customer, body).header("If-Match", malformed));
      assertThat(errors(answer)).containsExactly(Map.entry("If-Match", "format"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Zyxwvut", "zyxwvut thi hoa", "zyxwvut@vidu.vn", "-zyxwvut"})
  void refusesAnActorWhoseNameCouldBeAPersons(String actor) {
    HttpRequest.Builder request =
        server
            .anonymous(CUSTOMERS + "/" + customer + "?activity=account.view")
            .header("Authorization", "Bearer " + server.token(RunningServer.DESK))
            .header("Onecall-Actor", actor);
    assertThat(errors(refused(422, request))).containsExactly(Map.entry("Onecall-Actor", "format"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "application/x-www-form-urlencoded", "application/xml", "Zyxwvut/a"})
  void refusesABodyThatDoesNotSayItIsJson(String type) {
    HttpRequest.Builder request =
        server
            .request(CUSTOMERS)
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(registration(Person.next())));
    assertThat(problem(refused(415, request))).isEqualTo("unsupported-type");
  }

  @Test
  void writesNothingForACallerWhoCouldNotReadTheAnswer() {
    HttpRequest.Builder request =
        server.posting(CUSTOMERS, registration(Person.next())).header("Accept", "text/html");
    assertThat(problem(refused(406, request))).isEqualTo("not-acceptable");
  }

  @Test
  void refusesAnAddressThatItDoesNotHave() {
    assertThat(problem(refused(404, server.request("/api/v1/" + CANARY).GET())))
        .isEqualTo("not-found");
    assertThat(problem(refused(405, server.request(CUSTOMERS).DELETE())))
        .isEqualTo("not-allowed-here");
    assertThat(problem(refused(404, server.request("/" + CANARY).GET()))).isEqualTo("not-found");
  }

  @Test
  void refusesAnAddressThatNobodyWritesInGoodFaith() {
    for (String path :
        List.of(CUSTOMERS + "/" + CANARY + ";x=1", "//" + CANARY, "/api/%2e%2e/" + CANARY)) {
      HttpResponse<String> answer = server.send(server.request(path).GET());
      assertThat(answer.statusCode()).isBetween(400, 499);
      assertThat(answer.body()).doesNotContain(CANARY);
    }
  }

  @Test
  void refusesProofsOfRangesThatAreNone() {
    for (String query : List.of("from=-1&to=1", "from=2&to=1", "from=0&to=999999")) {
      assertThat(problem(refused(422, server.request("/log/consistency?" + query).GET())))
          .isEqualTo("invalid-request");
    }
    for (String query : List.of("from=Zyxwvut&to=1", "from=1&to=99999999999999999999")) {
      HttpResponse<String> answer = refused(422, server.request("/log/consistency?" + query).GET());
      assertThat(errors(answer))
          .hasSize(1)
          .first()
          .extracting(Map.Entry::getValue)
          .isEqualTo("format");
    }
    for (String path : List.of("/log/proof/Zyxwvut", "/log/tile/0/Zyxwvut", "/log/tile/9/000")) {
      assertThat(problem(refused(404, server.anonymous(path).GET()))).isEqualTo("not-found");
    }
  }

  @Test
  void speaksVietnameseUnlessAskedForEnglish() {
    for (Map.Entry<String, String> each :
        Map.of("", "vi", "vi-VN", "vi", "fr", "vi", "en", "en", "en-GB,en;q=0.9", "en")
            .entrySet()) {
      HttpRequest.Builder request = server.posting(CUSTOMERS, "{}");
      if (!each.getKey().isEmpty()) {
        request.header("Accept-Language", each.getKey());
      }
      HttpResponse<String> answer = refused(422, request);
      assertThat(answer.headers().firstValue("Content-Language")).contains(each.getValue());
      assertThat(json(answer).get("title").stringValue())
          .isEqualTo(
              each.getValue().equals("vi") ? "Yêu cầu chưa đúng" : "The request cannot be taken");
    }
  }

  private static HttpRequest.Builder search(String by) {
    return server.posting(
        CUSTOMERS + "/search", "{\"activity\": \"care.find-customer\", \"by\": " + by + "}");
  }

  private static String correction(String email) {
    return """
    {"activity": "account.correct", "source": "customer", "moment": "account-correction",
     "channel": "phone", "fields": {"email": "%s"}}
    """
        .formatted(email);
  }

  /** Sends what must be refused with this status, as a problem that repeats nothing. */
  private static HttpResponse<String> refused(int status, HttpRequest.Builder request) {
    HttpResponse<String> answer = server.send(request);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(answer.body()).doesNotContainIgnoringCase(CANARY);
    assertThat(answer.headers().map().toString()).doesNotContainIgnoringCase(CANARY);
    assertThat(json(answer).get("status").intValue()).isEqualTo(status);
    return answer;
  }

  private static String problem(HttpResponse<String> answer) {
    String type = json(answer).get("type").stringValue();
    assertThat(type).startsWith("tag:1call.vn,2026:problem/");
    return type.substring(type.indexOf('/') + 1);
  }

  private static List<Map.Entry<String, String>> errors(HttpResponse<String> answer) {
    return StreamSupport.stream(json(answer).get("errors").spliterator(), false)
        .map(error -> Map.entry(error.get("field").stringValue(), error.get("code").stringValue()))
        .toList();
  }
}
