package vn.onecall.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.RunningServer.json;
import static vn.onecall.server.fixture.RunningServer.registration;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.onecall.postgres.EmbeddedPostgres;
import vn.onecall.server.fixture.Folders;
import vn.onecall.server.fixture.Person;
import vn.onecall.server.fixture.ProgramLog;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.testing.Promise;

/**
 * A database that is down, silent or tampered with: within bounded time the answer is a problem
 * that shows nothing, and once it is mended all goes on.
 */
@Promise("1.6")
class FaultsTest {
  private static final String CUSTOMERS = "/api/v1/customers/";

  /** What an operator may set by the URL: a statement may take 2 s, a silent socket 6 s. */
  private static final String BOUNDS =
      "?socketTimeout=6&options=-c%20plan_cache_mode%3Dforce_generic_plan"
          + "%20-c%20statement_timeout%3D2s%20-c%20TimeZone%3DUTC";

  private static final Duration BOUND = Duration.ofSeconds(12);

  private static EmbeddedPostgres main;
  private static EmbeddedPostgres keys;
  private static RunningServer server;
  private static Person person = Person.next();
  private static String known = "";

  @BeforeAll
  static void start() throws IOException {
    Path data = Folders.installation("faults");
    main = instance(data, "main");
    keys = instance(data, "keys");
    server =
        RunningServer.start(
            data,
            "onecall.main.url=" + main.jdbcUrl("onecall") + BOUNDS,
            "onecall.main.username=" + main.username(),
            "onecall.main.password-file=" + data.resolve("main.password"),
            "onecall.keys.url=" + keys.jdbcUrl("onecall") + BOUNDS,
            "onecall.keys.username=" + keys.username(),
            "onecall.keys.password-file=" + data.resolve("keys.password"));
    known = server.register(person).get("id").stringValue();
  }

  @AfterAll
  static void stop() {
    server.close();
    main.close();
    keys.close();
  }

  @Test
  void answersUnavailableWhileMainIsDownAndGoesOnAfterwards() {
    main.stop();
    try {
      unavailable(view(), search(), register(), erase());
      assertThat(health()).isEqualTo("DOWN");
    } finally {
      main.restart();
    }
    comesBack();
  }

  @Test
  void answersUnavailableWhileKeysIsDownAndGoesOnAfterwards() {
    keys.stop();
    try {
      unavailable(search(), register(), erase());
      assertThat(health()).isEqualTo("DOWN");
    } finally {
      keys.restart();
    }
    comesBack();
  }

  @Test
  void answersUnavailableInBoundedTimeWhileBothAreSilent() throws Exception {
    signal("STOP");
    try {
      unavailable(view(), search(), register(), erase());
    } finally {
      signal("CONT");
    }
    comesBack();
  }

  @Test
  void answersUnavailableInBoundedTimeWhileTheEntriesCannotBeWritten() {
    server
        .mainAdministrator()
        .transactions()
        .executeWithoutResult(status -> {
          server.main().sql("lock table access.entry in access exclusive mode").update();
          unavailable(view(), search(), register(), erase());
        });
    comesBack();
  }

  @Test
  @Promise("6.2")
  void showsNothingOfAValueThatWasMoved() {
    Person other = Person.next();
    String id = server.register(other).get("id").stringValue();
    server
        .main()
        .sql(
            """
            update access.sealed t set ciphertext = f.ciphertext from access.sealed f
            where t.subject_id = ?::uuid and f.subject_id = ?::uuid
              and t.field = 'email' and f.field = 'email'
            """)
        .params(id, known)
        .update();
    ProgramLog log = ProgramLog.listen();
    HttpResponse<String> answer = server.get(CUSTOMERS + id + "?activity=account.view");
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(json(answer).get("type").stringValue()).endsWith("problem/fault");
    nothingShown(answer, person, other);
    assertThat(log.said())
        .contains("SealBrokenException")
        .doesNotContain(person.email(), other.email(), other.fullName());
  }

  @Test
  void saysThatItIsNotWellWhileTheLogDoesNotAdvance() {
    ProgramLog log = ProgramLog.listen();
    String entry =
        server
            .mainAdministrator()
            .transactions()
            .execute(status -> {
              server
                  .main()
                  .sql("select pg_advisory_xact_lock(hashtext('1call.sequencer'))::text")
                  .query(String.class)
                  .single();
              String leaf = server.register(Person.next()).get("entry").stringValue();
              CompletableFuture.runAsync(() -> outcome(leaf, 2)).join();
              return leaf;
            });
    await(() -> health().equals("DOWN"));
    assertThat(log.said()).contains("The log does not advance: The log entry");
    HttpResponse<String> proof = server.send(server.anonymous("/log/proof/" + entry).GET());
    assertThat(proof.statusCode()).isEqualTo(404);
    outcome(String.valueOf(entry), 1);
    await(() -> health().equals("UP"));
    assertThat(server.send(server.anonymous("/log/proof/" + entry).GET()).statusCode())
        .isEqualTo(200);
  }

  private static void outcome(String leaf, int outcome) {
    server
        .main()
        .sql("update access.entry set outcome = ? where leaf = decode(?, 'hex')")
        .params(outcome, leaf)
        .update();
  }

  private static HttpRequest.Builder view() {
    return server.request(CUSTOMERS + known + "?activity=account.view").GET();
  }

  private static HttpRequest.Builder search() {
    return server.posting(
        CUSTOMERS + "search",
        "{\"activity\": \"care.find-customer\", \"by\": {\"email\": \"" + person.email() + "\"}}");
  }

  private static HttpRequest.Builder register() {
    return server.posting("/api/v1/customers", registration(Person.next()));
  }

  private static HttpRequest.Builder erase() {
    return server.posting(
        CUSTOMERS + java.util.UUID.randomUUID() + "/erasure", "{\"activity\": \"account.erase\"}");
  }

  /** Sends all of them at once; each must be refused for the moment, in bounded time. */
  private static void unavailable(HttpRequest.Builder... requests) {
    long begin = System.nanoTime();
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (HttpRequest.Builder request : requests) {
      answers.add(
          CompletableFuture.supplyAsync(() -> server.send(request), Thread::startVirtualThread));
    }
    for (CompletableFuture<HttpResponse<String>> each : answers) {
      HttpResponse<String> answer = each.join();
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).contains("5");
      assertThat(json(answer).get("type").stringValue()).endsWith("problem/unavailable");
      nothingShown(answer, person);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(BOUND);
  }

  private static void nothingShown(HttpResponse<String> answer, Person... people) {
    for (Person each : people) {
      assertThat(answer.body()).doesNotContain(each.email(), each.fullName(), each.phone());
    }
  }

  private static void comesBack() {
    await(() -> server.send(view()).statusCode() == 200);
    await(() -> server.send(search()).statusCode() == 200);
    await(() -> health().equals("UP"));
    HttpResponse<String> answer = server.send(search());
    assertThat(json(answer).get("customers").get(0).get("id").stringValue()).isEqualTo(known);
    assertThat(server.send(register()).statusCode()).isEqualTo(201);
  }

  private static String health() {
    return json(server.send(server.anonymous("/health").GET())).get("status").stringValue();
  }

  private interface Condition {
    boolean holds();
  }

  private static void await(Condition condition) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("it takes too long").isLessThan(end);
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Stops or continues every process of both instances, by its id. */
  private static void signal(String signal) throws Exception {
    List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
    for (EmbeddedPostgres each : List.of(main, keys)) {
      ProcessHandle postmaster = ProcessHandle.of(each.pid()).orElseThrow();
      Stream.concat(Stream.of(postmaster), postmaster.descendants())
          .forEach(process -> command.add(Long.toString(process.pid())));
    }
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isLessThan(2);
  }

  private static EmbeddedPostgres instance(Path data, String name) throws IOException {
    return EmbeddedPostgres.start(
        EmbeddedPostgres.Settings.of(
            name,
            data.resolve(name),
            Folders.BINARIES,
            Files.readString(data.resolve(name + ".password")).strip()));
  }
}
