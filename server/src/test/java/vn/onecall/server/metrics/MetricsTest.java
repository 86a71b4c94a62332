package vn.onecall.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.RunningServer.json;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.onecall.keeper.features.Features;
import vn.onecall.server.fixture.Folders;
import vn.onecall.server.fixture.Person;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.server.secrecy.Needles;
import vn.onecall.testing.Promise;

/** What is counted, by whom it can be read, and that nobody is in it. */
class MetricsTest {
  private static final String CUSTOMERS = "/api/v1/customers";
  private static final Person CANARY =
      new Person("Lò Thị Thanhtước Đohoạ", "thanhtuoc.dohoa5527@nhacanary.vn", "+84938471625");

  private static RunningServer server;

  @BeforeAll
  static void start() throws IOException {
    Path data = Folders.installation("metrics");
    Path secret = Files.createDirectories(data.resolve("clients")).resolve("watcher.secret");
    Files.writeString(secret, "w".repeat(40));
    server =
        RunningServer.start(
            data,
            "onecall.clients[2].id=watcher",
            "onecall.clients[2].secret-file=" + secret,
            "onecall.clients[2].activities=",
            "onecall.metrics.clients=watcher");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void letsOnlyTheNamedClientReadThem() {
    assertThat(server.send(server.anonymous("/metrics").GET()).statusCode()).isEqualTo(401);
    HttpResponse<String> refused = server.get("/metrics");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(json(refused).get("type").stringValue()).endsWith("problem/not-entitled");
    HttpResponse<String> answer = scraped();
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
  }

  /**
   * What a feature counts it declares, as {@code onecall.log.size}; Prometheus writes it with
   * lines.
   */
  @Test
  void countsWhatFeaturesDeclareAndNothingElse() {
    server.get(CUSTOMERS + "/" + server.someone() + "?activity=account.view");
    Set<String> declared =
        Features.discover().metrics().stream()
            .map(name -> name.replace('.', '_'))
            .collect(Collectors.toSet());
    Set<String> counted =
        scraped()
            .body()
            .lines()
            .filter(line -> line.startsWith("# HELP onecall_"))
            .map(line -> line.split(" ", 4)[2].replaceAll("_(total|seconds|max)$", ""))
            .map(name -> name.replaceAll("_seconds$", ""))
            .collect(Collectors.toSet());
    assertThat(counted).isEqualTo(declared);
  }

  @Test
  void countsDecisionsByActivityOutcomeAndPromise() {
    String permitted =
        "onecall_door_decisions_total{activity=\"account.view\",outcome=\"permitted\",promise=\"none\"}";
    String held =
        "onecall_door_decisions_total{activity=\"campaigns.send\",outcome=\"denied\",promise=\"1.7\"}";
    double before = value(permitted);
    double heldBefore = value(held);
    String id = server.someone();
    server.get(CUSTOMERS + "/" + id + "?activity=account.view");
    server.get(CUSTOMERS + "/" + id + "?activity=account.view");
    String promise =
        json(server.get(CUSTOMERS + "/" + id + "?activity=campaigns.send"))
            .get("promise")
            .stringValue();
    assertThat(value(permitted)).isEqualTo(before + 2);
    assertThat(value(held.replace("1.7", promise))).isEqualTo(heldBefore + 1);
    assertThat(value("onecall_door_time_seconds_count{activity=\"account.view\"}"))
        .isGreaterThanOrEqualTo(2);
    assertThat(value("onecall_door_batch_count")).isGreaterThanOrEqualTo(2);
  }

  @Test
  void countsErasuresAndConflicts() {
    double before = value("onecall_door_erasures_total");
    String id = server.someone();
    server.send(
        server
            .posting(
                CUSTOMERS + "/" + id + "/restriction",
                "{\"activity\": \"account.restrict\", \"restricted\": true}")
            .header("If-Match", "\"7\""));
    server.post(CUSTOMERS + "/" + id + "/erasure", "{\"activity\": \"account.erase\"}");
    server.post(CUSTOMERS + "/" + id + "/erasure", "{\"activity\": \"account.erase\"}");
    assertThat(value("onecall_door_erasures_total")).isEqualTo(before + 1);
    assertThat(
            value(
                "onecall_door_decisions_total{activity=\"account.restrict\",outcome=\"conflict\",promise=\"none\"}"))
        .isEqualTo(1);
  }

  @Test
  void saysHowTheLogAndThePoolsStand() {
    server.register(Person.next());
    server.ledger().publishAll();
    assertThat(value("onecall_log_size")).isGreaterThanOrEqualTo(2);
    assertThat(value("onecall_log_waiting")).isGreaterThanOrEqualTo(0);
    assertThat(value("onecall_log_advancing")).isEqualTo(1);
    assertThat(most("main", "access")).isEqualTo(10);
    assertThat(most("keys", "access")).isEqualTo(10);
    assertThat(most("main", "ledger")).isEqualTo(3);
  }

  private static double most(String instance, String part) {
    return value(
        "onecall_pool_connections{instance=\"%s\",part=\"%s\",state=\"most\"}"
            .formatted(instance, part));
  }

  @Test
  @Promise({"0.1", "6.5"})
  void holdsNobodyAndNoLabelThatACallerWrote() {
    String id = server.register(CANARY).get("id").stringValue();
    server.get(CUSTOMERS + "/" + id + "?activity=" + CANARY.email());
    server.get(CUSTOMERS + "/" + CANARY.email() + "?activity=account.view");
    server.get("/nowhere/" + CANARY.email());
    server.get("/log/proof/" + CANARY.email());
    server.send(
        server
            .request("/nowhere/" + UUID.randomUUID())
            .method("THANHTUOC", HttpRequest.BodyPublishers.noBody()));
    server.tokenAnswer(CANARY.email(), CANARY.phone().repeat(3), "");
    server.post(
        CUSTOMERS + "/search",
        "{\"activity\": \"care.find-customer\", \"by\": {\"email\": \"" + CANARY.email() + "\"}}");
    server.post(CUSTOMERS + "/" + id + "/erasure", "{\"activity\": \"account.erase\"}");
    String metrics = scraped().body();
    assertThat(metrics).contains("activity=\"(unlisted)\"").doesNotContain(id);
    assertThat(metrics.toLowerCase(java.util.Locale.ROOT)).doesNotContain("thanhtuoc", "nowhere");
    assertThat(
            new Needles(CANARY.fullName(), CANARY.email(), CANARY.phone(), "938471625")
                .in(metrics.getBytes(StandardCharsets.UTF_8)))
        .isEmpty();
  }

  private static HttpResponse<String> scraped() {
    return server.send(
        server
            .anonymous("/metrics")
            .header("Authorization", "Bearer " + server.token("watcher"))
            .GET());
  }

  private static double value(String series) {
    return scraped()
        .body()
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .sum();
  }
}
