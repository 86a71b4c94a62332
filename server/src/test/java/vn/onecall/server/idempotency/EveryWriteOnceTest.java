package vn.onecall.server.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.RunningServer.json;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.onecall.keeper.idempotency.Write;
import vn.onecall.server.fixture.Contract;
import vn.onecall.server.fixture.Folders;
import vn.onecall.server.fixture.KeyHolder;
import vn.onecall.server.fixture.ReceivingHost;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.testing.Promise;

/**
 * Every write of the API's description, sent twice with one key: once after another, and at once.
 * Across a halt, {@code OnceTest} sends one of each kind.
 */
@Promise("6.2")
class EveryWriteOnceTest {
  /** What is asked by POST and writes nothing but entries. */
  private static final Set<String> READS =
      Set.of(
          "post /oauth2/token",
          "post /api/v1/customers/search",
          "post /api/v1/customers/read",
          "post /api/v1/retention/preview");

  private static GreenMail mail;
  private static ReceivingHost host;
  private static RunningServer server;
  private static Map<String, Supplier<Writes.Sending>> writes;

  @BeforeAll
  static void start() {
    mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    host = ReceivingHost.start();
    Path data = Folders.installation("once");
    KeyHolder lan = KeyHolder.of("legal-1");
    KeyHolder minh = KeyHolder.of("legal-2");
    String work = "demands.record,demands.view,demands.approve,demands.release";
    server =
        RunningServer.start(
            data,
            Stream.of(
                    Stream.of(
                        "onecall.mail.host=127.0.0.1",
                        "onecall.mail.port=" + mail.getSmtp().getPort(),
                        "onecall.mail.from=khong-tra-loi@1call.example",
                        "onecall.mail.start-tls=false"),
                    Stream.of(lan.settings(data.resolve("people"), 0, work)),
                    Stream.of(minh.settings(data.resolve("people"), 1, work)))
                .flatMap(settings -> settings)
                .toArray(String[]::new));
    writes = new Writes(server, host, mail, List.of(lan, minh)).all();
  }

  @AfterAll
  static void stop() {
    server.close();
    host.close();
    mail.stop();
  }

  @Test
  void knowsEveryWriteOfTheDescriptionAndOfTheProgram() {
    Set<String> described = new TreeSet<>();
    Contract.DOCUMENT
        .get("paths")
        .properties()
        .forEach(path ->
            path.getValue().propertyNames().stream()
                .filter(method -> Set.of("post", "put", "patch", "delete").contains(method))
                .forEach(method -> described.add(method + " " + path.getKey())));
    described.removeAll(READS);
    Set<String> tried = new TreeSet<>();
    writes.keySet().forEach(name -> tried.add(name.replaceFirst(" \\(.*", "")));
    assertThat(tried).isEqualTo(described);
    assertThat(server.mappings().returning(Write.class)).isEqualTo(described);
    for (String operation : described) {
      String[] parts = operation.split(" ", 2);
      assertThat(Contract.DOCUMENT.get("paths").get(parts[1]).get(parts[0]).toString())
          .as(operation)
          .contains("#/components/parameters/IdempotencyKey", "UnderWay", "Idempotency-Replayed");
    }
  }

  static Set<String> writes() {
    return new TreeSet<>(writes.keySet());
  }

  @ParameterizedTest
  @MethodSource("writes")
  void answersTheSameAndWritesNothingIfItIsSentAgain(String write) {
    Writes.Sending sending = sending(write);
    String key = UUID.randomUUID().toString();
    HttpResponse<String> first = sending.send(server, key);
    assertThat(first.statusCode()).as(first.body()).isBetween(200, 299);
    assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
    long entries = entries();
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> again = sending.send(server, key);
      isAsTheFirst(again, first);
      assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
    }
    assertThat(entries()).as("a repeated call writes nothing").isEqualTo(entries);
  }

  @ParameterizedTest
  @MethodSource("writes")
  void isCarriedOutOnceIfItIsSentTwiceAtOnce(String write) {
    long before = entries();
    Writes.Sending alone = sending(write);
    long prepared = entries() - before;
    alone.send(server, UUID.randomUUID().toString());
    long written = entries() - before - prepared;

    Writes.Sending sending = sending(write);
    String key = UUID.randomUUID().toString();
    before = entries();
    List<CompletableFuture<HttpResponse<String>>> both = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      both.add(CompletableFuture.supplyAsync(() -> sending.send(server, key)));
    }
    List<HttpResponse<String>> answers = both.stream().map(CompletableFuture::join).toList();
    HttpResponse<String> last = sending.send(server, key);
    assertThat(last.statusCode()).as(last.body()).isBetween(200, 299);
    for (HttpResponse<String> answer : answers) {
      if (answer.statusCode() == 409) {
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
      } else {
        isAsTheFirst(last, answer);
      }
    }
    assertThat(answers).extracting(HttpResponse::statusCode).contains(last.statusCode());
    assertThat(entries() - before).as("the entries of one carrying out").isEqualTo(written);
  }

  @Test
  void takesTheAddressOfAPutForItsKeyWhileWhatItPutIsAsItWas() {
    for (String write : writes()) {
      if (write.startsWith("put ")) {
        Writes.Sending sending = sending(write);
        HttpResponse<String> first = sending.send(server, null);
        long entries = entries();
        isAsTheFirst(sending.send(server, null), first);
        assertThat(entries()).as(write).isEqualTo(entries);
      }
    }
    Writes.Sending yes = sending("put /api/v1/customers/{id}/affiliates/{affiliate}");
    Writes.Sending no =
        new Writes.Sending(
            yes.method(), yes.path(), yes.body().replace("given", "withdrawn"), yes.token(), null);
    List<Long> versions = new ArrayList<>();
    for (Writes.Sending choice : List.of(yes, yes, no, no, yes)) {
      versions.add(json(choice.send(server, null)).get("version").longValue());
    }
    assertThat(versions).containsExactly(2L, 2L, 3L, 3L, 4L);
  }

  @Test
  void sendsOneCodeForOneKeyAndTellsNobodyWhetherThereWasAnybody() {
    Writes.Sending code = sending("post /api/v1/customers/{id}/verifications");
    Writes.Sending toNobody =
        new Writes.Sending(
            code.method(),
            "/api/v1/customers/" + UUID.randomUUID() + "/verifications",
            code.body(),
            code.token(),
            null);
    int mails = mail.getReceivedMessages().length;
    for (Writes.Sending sending : List.of(code, toNobody)) {
      String key = UUID.randomUUID().toString();
      HttpResponse<String> first = sending.send(server, key);
      for (int i = 0; i < 6; i++) {
        HttpResponse<String> again = sending.send(server, key);
        isAsTheFirst(again, first);
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
      }
    }
    code.send(server, null);
    assertThat(mail.waitForIncomingEmail(5_000, mails + 2)).isTrue();
    assertThat(mail.getReceivedMessages()).hasSize(mails + 2);
  }

  @Test
  @Promise("6.5")
  void keepsAnEnvelopeAsItWasSealedAndOnlyUntilItsCustomerIsErased() {
    Writes.Sending release = sending("post /api/v1/demands/{id}/release");
    String key = UUID.randomUUID().toString();
    HttpResponse<String> first = release.send(server, key);
    assertThat(json(release.send(server, key)).get("envelope"))
        .isEqualTo(json(first).get("envelope"));
    String customer = part("customer", release);
    server.post("/api/v1/customers/" + customer + "/erasure", "{\"activity\": \"account.erase\"}");
    JsonNode later = json(release.send(server, key));
    assertThat(later.get("entry")).isEqualTo(json(first).get("entry"));
    assertThat(later.get("envelope").isNull()).isTrue();
  }

  /** A new request for a write. */
  private static Writes.Sending sending(String write) {
    return Objects.requireNonNull(writes.get(write)).get();
  }

  private static String part(String name, Writes.Sending sending) {
    return tools.jackson.databind.json.JsonMapper.shared()
        .readTree(sending.body())
        .get(name)
        .stringValue();
  }

  private static void isAsTheFirst(HttpResponse<String> again, HttpResponse<String> first) {
    assertThat(again.statusCode()).as(again.body()).isEqualTo(first.statusCode());
    for (String header : List.of("ETag", "Location", "Content-Type", "Cache-Control")) {
      assertThat(again.headers().allValues(header)).isEqualTo(first.headers().allValues(header));
    }
    assertThat(withoutCheckpoints(json(again))).isEqualTo(withoutCheckpoints(json(first)));
  }

  /** A receipt is made with the checkpoint of its moment, and is there both times or never. */
  private static JsonNode withoutCheckpoints(JsonNode answer) {
    List<JsonNode> all = new ArrayList<>(List.of(answer));
    answer.path("customers").forEach(all::add);
    for (JsonNode each : all) {
      if (each instanceof ObjectNode object && object.has("receipt")) {
        object.put("receipt", object.get("receipt").isString());
      }
    }
    return answer;
  }

  private static long entries() {
    return server.main().sql("select count(*) from access.entry").query(Long.class).single();
  }
}
