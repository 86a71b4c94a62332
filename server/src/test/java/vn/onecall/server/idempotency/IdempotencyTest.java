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
import vn.onecall.server.fixture.OnServer;
import vn.onecall.server.fixture.Person;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.testing.Promise;

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
    HttpResponse<String> erased = erase(id, key);
    HttpResponse<String> again = erase(id, key);
    assertThat(again.statusCode()).isEqualTo(erased.statusCode()).isEqualTo(200);
    assertThat(json(again).get("id").stringValue()).isEqualTo(id);
    assertThat(json(again).get("entry")).isEqualTo(json(erased).get("entry"));
    assertThat(json(again).has("opening")).as("which is kept nowhere").isFalse();
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
              while (rows("status is null and write_id is not null") == 0
                  && System.nanoTime() < end) {
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
    assertThat(rows("subject_id = '" + id + "' and version = 1 and body is null")).isEqualTo(1);
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
    for (String none : List.of("short", "with space in it", "khach.la@nhacanary.vn", "\"open")) {
      HttpResponse<String> answer = register(Person.next(), none);
      assertThat(answer.statusCode()).as(none).isEqualTo(422);
      assertThat(json(answer).get("errors").get(0).get("field").stringValue())
          .isEqualTo("Idempotency-Key");
      assertThat(answer.body()).doesNotContain(none);
    }
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

  private static long rows(String condition) {
    return server
        .keys()
        .sql("select count(*) from access.idempotency where " + condition)
        .query(Long.class)
        .single();
  }
}
