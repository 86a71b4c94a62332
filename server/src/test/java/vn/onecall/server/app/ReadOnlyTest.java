package vn.onecall.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.RunningServer.json;
import static vn.onecall.server.fixture.RunningServer.registration;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.onecall.server.fixture.Administrator;
import vn.onecall.server.fixture.Patience;
import vn.onecall.server.fixture.Person;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.testing.Promise;

/**
 * A database that was made read-only, by an operator or by a failover: what it cannot record is not
 * done and not shown, and once it takes writes again all goes on by itself.
 */
@Promise("1.6")
class ReadOnlyTest {
  private static final String CUSTOMERS = "/api/v1/customers/";
  private static final Person KNOWN = Person.next();

  private static RunningServer server;
  private static String known = "";

  @BeforeAll
  static void start() {
    server = RunningServer.start("read-only");
    known = server.register(KNOWN).get("id").stringValue();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void showsNothingAndTakesNothingWhileMainOnlyReads() {
    long entries = count(server.main(), "access.entry");
    readOnly(server.mainAdministrator(), true);
    try {
      unavailable(view(), search(), register(Person.next()), restrict(), erase());
      assertThat(health("databases")).isEqualTo("DOWN");
      assertThat(health("calls")).isEqualTo("DOWN");
      assertThat(count(server.main(), "access.entry")).isEqualTo(entries);
    } finally {
      readOnly(server.mainAdministrator(), false);
    }
    goesOn();
  }

  @Test
  void takesNothingWhileKeysOnlyReadsAndAnErasureThatWasBegunIsFinishedLater() {
    String goes = server.someone();
    Person unborn = Person.next();
    readOnly(server.keysAdministrator(), true);
    try {
      unavailable(
          register(unborn),
          server.posting(CUSTOMERS + goes + "/erasure", "{\"activity\": \"account.erase\"}"));
      assertThat(server.send(view()).statusCode())
          .as("a read writes its entry in main alone")
          .isEqualTo(200);
      assertThat(server.get(CUSTOMERS + goes + "?activity=account.view").statusCode())
          .as("who was marked as erased is shown no more")
          .isEqualTo(404);
      assertThat(health("databases")).isEqualTo("DOWN");
      assertThat(health("erasures")).isEqualTo("DOWN");
    } finally {
      readOnly(server.keysAdministrator(), false);
    }
    assertThat(json(server.send(search(unborn))).get("customers")).isEmpty();
    assertThat(server.send(register(unborn)).statusCode()).isEqualTo(201);
    String another = server.someone();
    assertThat(
            server
                .post(CUSTOMERS + another + "/erasure", "{\"activity\": \"account.erase\"}")
                .statusCode())
        .isEqualTo(200);
    assertThat(count(server.keys(), "access.subject_key where subject_id = '" + goes + "'"))
        .isZero();
    goesOn();
  }

  private static void goesOn() {
    Patience.until("a read is answered again", () -> server.send(view()).statusCode() == 200);
    assertThat(json(server.send(search(KNOWN))).get("customers").get(0).get("id").stringValue())
        .isEqualTo(known);
    assertThat(server.send(register(Person.next())).statusCode()).isEqualTo(201);
    Patience.until("all is well", () -> health("").equals("UP"));
  }

  private static void unavailable(HttpRequest.Builder... requests) {
    for (HttpRequest.Builder request : requests) {
      long began = System.nanoTime();
      HttpResponse<String> answer = server.send(request);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).contains("5");
      assertThat(json(answer).get("type").stringValue()).endsWith("problem/unavailable");
      assertThat(answer.body()).doesNotContain(KNOWN.email(), KNOWN.fullName(), KNOWN.phone());
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    }
  }

  private static HttpRequest.Builder view() {
    return server.request(CUSTOMERS + known + "?activity=account.view").GET();
  }

  private static HttpRequest.Builder search() {
    return search(KNOWN);
  }

  private static HttpRequest.Builder search(Person person) {
    return server.posting(
        CUSTOMERS + "search",
        "{\"activity\": \"care.find-customer\", \"by\": {\"email\": \"" + person.email() + "\"}}");
  }

  private static HttpRequest.Builder register(Person person) {
    return server.posting("/api/v1/customers", registration(person));
  }

  private static HttpRequest.Builder restrict() {
    return server
        .posting(
            CUSTOMERS + known + "/restriction",
            "{\"activity\": \"account.restrict\", \"restricted\": true}")
        .header("If-Match", "\"1\"");
  }

  private static HttpRequest.Builder erase() {
    return server.posting(CUSTOMERS + known + "/erasure", "{\"activity\": \"account.erase\"}");
  }

  private static String health(String part) {
    return server.health(part).get("status").stringValue();
  }

  private static long count(JdbcClient instance, String rows) {
    return instance.sql("select count(*) from " + rows).query(Long.class).single();
  }

  /** As an administrator does it: for all sessions to come, and those there are come anew. */
  private static void readOnly(Administrator instance, boolean on) {
    instance
        .transactions()
        .executeWithoutResult(status -> {
          instance.client().sql("set transaction read write").update();
          instance
              .client()
              .sql(
                  "alter database onecall set default_transaction_read_only = "
                      + (on ? "on" : "off"))
              .update();
        });
    OffsetDateTime since =
        instance.client().sql("select clock_timestamp()").query(OffsetDateTime.class).single();
    Patience.until("every session is a new one", () -> endsNone(instance, since));
    // A pool looks at a connection before it is used, unless it was used in the last half second.
    long unseen = System.nanoTime() + Duration.ofMillis(600).toNanos();
    Patience.until("the pools look at their connections", () -> System.nanoTime() > unseen);
  }

  /**
   * Whether no session is left that began before a moment. Those that are just beginning, which
   * have no database yet and may have read the old setting, are ended like the others.
   */
  private static boolean endsNone(Administrator instance, OffsetDateTime since) {
    return instance
        .client()
        .sql(
            """
            select pg_terminate_backend(pid) from pg_stat_activity
            where backend_type = 'client backend' and pid <> pg_backend_pid()
              and (datname = 'onecall' or datname is null) and backend_start < ?
            """)
        .param(since)
        .query(Boolean.class)
        .list()
        .isEmpty();
  }
}
