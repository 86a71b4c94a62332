package vn.onecall.server.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.RunningServer.json;
import static vn.onecall.server.fixture.RunningServer.registration;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.onecall.server.fixture.OnServer;
import vn.onecall.server.fixture.Person;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.testing.Promise;
import vn.onecall.translog.entries.Receipt;

/** A write that its client sends again, because it did not hear the answer or does not trust it. */
@OnServer
class IdempotencyTest {
  private static final String CUSTOMERS = "/api/v1/customers";

  private static RunningServer server;

  @BeforeAll
  static void share(RunningServer shared) {
    server = shared;
  }

  private final String key = UUID.randomUUID().toString();

  @Test
  @Promise("6.2")
  void answersARepeatedRegistrationAsTheFirstAndRegistersNobodyTwice() {
    Person person = Person.next();
    HttpResponse<String> first = register(person, key);
    HttpResponse<String> again = register(person, key);
    assertThat(again.statusCode()).isEqualTo(first.statusCode()).isEqualTo(201);
    assertThat(json(again)).isEqualTo(json(first));
    for (String header : List.of("ETag", "Location", "Content-Type", "Cache-Control")) {
      assertThat(again.headers().allValues(header)).isEqualTo(first.headers().allValues(header));
    }
    assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
    assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
    assertThat(found(person)).isEqualTo(1);
  }

  @Test
  void takesTheKeyWithTheDraftsQuotesForTheSame() {
    Person person = Person.next();
    HttpResponse<String> first = register(person, "\"" + key + "\"");
    assertThat(json(register(person, key))).isEqualTo(json(first));
  }

  @Test
  void refusesAnotherRequestWithTheSameKey() {
    String id = json(register(Person.next(), key)).get("id").stringValue();
    for (HttpResponse<String> other :
        List.of(
            register(Person.next(), key),
            restrict(id, "\"1\"", key),
            server.send(
                server
                    .posting(CUSTOMERS + "/" + id + "/erasure", "{\"activity\": \"account.erase\"}")
                    .header("Idempotency-Key", key)))) {
      assertThat(other.statusCode()).isEqualTo(422);
      assertThat(json(other).get("type").stringValue()).endsWith("problem/other-call");
    }
  }

  @Test
  void keepsTheKeysOfTwoClientsApart() {
    Person person = Person.next();
    String id = json(register(person, key)).get("id").stringValue();
    HttpResponse<String> shops =
        server.send(
            server
                .anonymous(CUSTOMERS)
                .header("Authorization", "Bearer " + server.token(RunningServer.SHOP))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(registration(person))));
    assertThat(shops.statusCode()).isEqualTo(201);
    assertThat(json(shops).get("id").stringValue()).isNotEqualTo(id);
  }

  @Test
  void answersARepeatedCorrectionRestrictionAndErasureWithTheirIds() {
    Person person = Person.next();
    String id = server.register(person).get("id").stringValue();
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> corrected = correct(id, "\"1\"", key + "-correct");
      assertThat(corrected.statusCode()).isEqualTo(200);
      assertThat(corrected.headers().firstValue("ETag")).contains("\"2\"");
      HttpResponse<String> restricted = restrict(id, "\"2\"", key + "-restrict");
      assertThat(restricted.statusCode()).isEqualTo(200);
      assertThat(json(restricted).get("version").longValue()).isEqualTo(3);
    }
  }

  @Test
  @Promise("6.4")
  void givesAnErasuresReceiptAgainToWhoeverHasAKeyThatCannotBeGuessedAndKeepsItFromAllOthers() {
    for (String strong :
        List.of(key, "9f".repeat(4) + "0123456789abcdef01234567", "q7Xv2LmN8sRt4WbZ0kYcPd")) {
      String id = server.someone();
      HttpResponse<String> erased = erase(id, strong);
      HttpResponse<String> again = erase(id, strong);
      assertThat(again.statusCode()).isEqualTo(erased.statusCode()).isEqualTo(200);
      assertThat(withoutCheckpoint(again)).as(strong).isEqualTo(withoutCheckpoint(erased));
      assertThat(Receipt.parse(json(again).get("receipt").stringValue()).opening().format())
          .isEqualTo(json(erased).get("opening").stringValue());
      assertThat(acts("encode(kept, 'escape') like '%" + id + "%'")).isZero();
    }
  }

  @Test
  @Promise("6.4")
  void keepsNoOpeningUnderAKeyThatCouldBeGuessed() {
    for (String weak :
        List.of("order-2026-11-27-0001-of-tran-thi-lan", "1".repeat(40), key.substring(9))) {
      String id = server.someone();
      HttpResponse<String> erased = erase(id, weak);
      HttpResponse<String> again = erase(id, weak);
      assertThat(json(again).get("entry")).isEqualTo(json(erased).get("entry"));
      assertThat(json(again).get("journalPosition")).isEqualTo(json(erased).get("journalPosition"));
      assertThat(json(erased).get("opening").isString()).isTrue();
      assertThat(json(again).get("opening").isNull()).as(weak).isTrue();
      assertThat(json(again).get("receipt").isNull()).isTrue();
      assertThat(acts("subject_id = '" + id + "' and kept is not null")).isZero();
    }
  }

  @Test
  void takesEveryKeyThatTheDraftLetsClientsSend() {
    for (String name :
        List.of(
            "k",
            "with space in it",
            "khach.la@nhacanary.vn",
            "a \\\"b\\\" \\\\",
            "x".repeat(255))) {
      Person person = Person.next();
      String header = "\"" + name + key.substring(0, name.length() == 255 ? 0 : 8) + "\"";
      HttpResponse<String> first = register(person, header);
      assertThat(first.statusCode()).as(header).isEqualTo(201);
      assertThat(json(register(person, header))).isEqualTo(json(first));
      assertThat(json(register(person, header + ";v=1; w"))).isEqualTo(json(first));
    }
  }

  @Test
  void takesABodyForTheSameWhateverTheOrderOfItsMembers() {
    Person person = Person.next();
    HttpResponse<String> first = register(person, key);
    String other =
        """
        { "channel":"web", "moment" : "transaction-registration", "source": "customer",
          "fields": {"phone": "%s", "email": "%s", "full-name": "%s"},
          "attestation": 1, "services": ["\\u0061ccount"], "activity": "customers.register"}
        """
            .formatted(person.phone(), person.email(), person.fullName());
    assertThat(json(post(other, key))).isEqualTo(json(first));
    assertThat(post(other.replace("\"web\"", "\"phone\""), key).statusCode()).isEqualTo(422);
  }

  @Test
  void remembersNoRefusalSoThatTheSameKeyServesOnceItIsMended() {
    String id = server.someone();
    String body = registration(Person.next());
    assertThat(post(body.replace("\"web\"", "\"radio\""), key).statusCode()).isEqualTo(422);
    assertThat(post(body.replace("customers.register", "marketing.call"), key).statusCode())
        .isEqualTo(403);
    assertThat(post(body, key).statusCode()).isEqualTo(201);
    assertThat(restrict(id, "\"9\"", key + "-r").statusCode()).isEqualTo(412);
    assertThat(restrict(id, "\"1\"", key + "-r").statusCode()).isEqualTo(200);
  }

  @Test
  void readsAgainWhatIsNoWrite() {
    String search = "{\"activity\": \"care.find-customer\", \"by\": {\"email\": \"a@vidu.vn\"}}";
    HttpRequest.Builder request =
        server.posting(CUSTOMERS + "/search", search).header("Idempotency-Key", key);
    String entry = json(server.send(request)).get("entries").get(0).stringValue();
    HttpResponse<String> again = server.send(request);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(json(again).get("entries").get(0).stringValue())
        .as("each search is an entry")
        .isNotEqualTo(entry);
  }

  @Test
  @Promise("6.2")
  void carriesOutOneOfManyThatComeAtOnce() {
    Person person = Person.next();
    List<CompletableFuture<HttpResponse<String>>> calls =
        IntStream.range(0, 8)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> register(person, key)))
            .toList();
    List<HttpResponse<String>> answers = calls.stream().map(CompletableFuture::join).toList();
    assertThat(answers).extracting(HttpResponse::statusCode).isSubsetOf(201, 409).contains(201);
    assertThat(
            answers.stream()
                .filter(answer -> answer.statusCode() == 201)
                .map(answer -> json(answer).get("id").stringValue())
                .distinct())
        .hasSize(1);
    assertThat(found(person)).isEqualTo(1);
  }

  @Test
  void tellsThatTheFirstIsUnderWay() {
    Person person = Person.next();
    HttpResponse<String> answer =
        server
            .mainAdministrator()
            .transactions()
            .execute(status -> {
              server.main().sql("lock table access.entry in access exclusive mode").update();
              var _ = CompletableFuture.supplyAsync(() -> register(person, key));
              long end = System.nanoTime() + 5_000_000_000L;
              while (rows("not done and subject_id is not null") == 0 && System.nanoTime() < end) {
                Thread.onSpinWait();
              }
              return register(person, key);
            });
    assertThat(json(Objects.requireNonNull(answer)).get("type").stringValue())
        .endsWith("problem/under-way");
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    HttpResponse<String> later = register(person, key);
    for (int i = 0; i < 100 && later.statusCode() == 409; i++) {
      later = register(person, key);
    }
    assertThat(later.statusCode()).isEqualTo(201);
    assertThat(found(person)).isEqualTo(1);
  }

  @Test
  @Promise({"0.1", "6.4"})
  void keepsNoBodyNoKeyAndForgetsTheRequestWithItsSubject() {
    Person person = Person.next();
    String telling = person.phone().substring(1);
    String id = json(register(person, telling)).get("id").stringValue();
    assertThat(rows("subject_id = '" + id + "' and body is not null")).isEqualTo(1);
    assertThat(rows("idempotency::text like '%" + telling + "%'")).isZero();
    erase(id, key);
    assertThat(rows("subject_id = '" + id + "' and body is not null")).isZero();
    assertThat(json(register(person, telling)).get("id").stringValue())
        .as("a late repetition registers nobody anew")
        .isEqualTo(id);
  }

  @Test
  void forgetsAKeyAfterADay() {
    Person person = Person.next();
    String id = json(register(person, key)).get("id").stringValue();
    server
        .keys()
        .sql("update access.idempotency set created_at = created_at - interval '25 hours'")
        .update();
    assertThat(json(register(person, key)).get("id").stringValue()).isNotEqualTo(id);
  }

  @Test
  void refusesAKeyThatIsNone() {
    for (String none :
        List.of(
            "short",
            "with space in it",
            "khach.la@nhacanary.vn",
            "\"open",
            "\"\"",
            "\"a\\b\"",
            "\"one\", \"two\"",
            "?1",
            "\"" + "x".repeat(256) + "\"")) {
      HttpResponse<String> answer = register(Person.next(), none);
      assertThat(answer.statusCode()).as(none).isEqualTo(422);
      assertThat(json(answer).get("errors").get(0).get("field").stringValue())
          .isEqualTo("Idempotency-Key");
      assertThat(answer.body()).doesNotContain(none);
    }
    HttpResponse<String> two =
        server.send(
            server
                .posting(CUSTOMERS, registration(Person.next()))
                .header("Idempotency-Key", key)
                .header("Idempotency-Key", key + "-2"));
    assertThat(two.statusCode()).isEqualTo(422);
  }

  private static HttpResponse<String> register(Person person, String key) {
    return post(registration(person), key);
  }

  private static HttpResponse<String> post(String body, String key) {
    return server.send(server.posting(CUSTOMERS, body).header("Idempotency-Key", key));
  }

  private static HttpResponse<String> correct(String id, String version, String key) {
    return server.send(
        server
            .patching(
                CUSTOMERS + "/" + id,
                """
                {"activity": "account.correct", "source": "customer", "channel": "phone",
                 "moment": "account-correction", "fields": {"email": "moi.nhat@vidu.vn"}}
                """)
            .header("If-Match", version)
            .header("Idempotency-Key", key));
  }

  private static HttpResponse<String> restrict(String id, String version, String key) {
    return server.send(
        server
            .posting(
                CUSTOMERS + "/" + id + "/restriction",
                "{\"activity\": \"account.restrict\", \"restricted\": true}")
            .header("If-Match", version)
            .header("Idempotency-Key", key));
  }

  private static HttpResponse<String> erase(String id, String key) {
    return server.send(
        server
            .posting(CUSTOMERS + "/" + id + "/erasure", "{\"activity\": \"account.erase\"}")
            .header("Idempotency-Key", key));
  }

  private static int found(Person person) {
    return json(server.post(
            CUSTOMERS + "/search",
            "{\"activity\": \"care.find-customer\", \"by\": {\"email\": \""
                + person.email()
                + "\"}}"))
        .get("customers")
        .size();
  }

  /** An answer but for the checkpoint that its receipt was made with. */
  private static JsonNode withoutCheckpoint(HttpResponse<String> answer) {
    return ((ObjectNode) json(answer)).without("receipt");
  }

  private static long acts(String condition) {
    return server
        .main()
        .sql("select count(*) from access.act where " + condition)
        .query(Long.class)
        .single();
  }

  private static long rows(String condition) {
    return server
        .keys()
        .sql("select count(*) from access.idempotency where " + condition)
        .query(Long.class)
        .single();
  }
}
