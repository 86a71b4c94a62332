package vn.onecall.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.RunningServer.json;
import static vn.onecall.server.fixture.RunningServer.registration;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.onecall.server.fixture.Folders;
import vn.onecall.server.fixture.Patience;
import vn.onecall.server.fixture.Person;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.server.fixture.ShiftedClock;
import vn.onecall.testing.Promise;
import vn.onecall.translog.DirectoryTileStore;
import vn.onecall.translog.LogVerifier;
import vn.onecall.translog.NoteVerifier;

/** The clock of the machine jumps while the server serves, as after a wrong time was mended. */
class MovedTimeTest {
  private static final String CUSTOMERS = "/api/v1/customers/";
  private static final String GIVEN =
      "\"state\": \"given\", \"consent\": \"offers\", \"channels\": [\"email\"], \"text\": 1";

  private static final ShiftedClock CLOCK = new ShiftedClock();
  private static Path data = Path.of("");
  private static RunningServer server;

  @BeforeAll
  static void start() {
    data = Folders.installation("moved-time");
    server = RunningServer.start(data, CLOCK);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void trueTime() {
    CLOCK.shift(Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT-1H", "PT-24H"})
  @Promise({"1.6", "6.2"})
  void readsAndWritesGoOnAndEntriesKeepTheirOrder(String jump) {
    List<String> entries = new ArrayList<>();
    Person person = Person.next();
    var registered = server.register(person);
    String id = registered.get("id").stringValue();
    entries.add(registered.get("entry").stringValue());
    server.ledger().publishAll();
    CLOCK.shift(Duration.parse(jump));
    entries.add(json(view(id)).get("entry").stringValue());
    server.ledger().publishAll();
    HttpResponse<String> corrected =
        server.send(
            server
                .patching(
                    CUSTOMERS + id,
                    "{\"activity\": \"account.correct\", \"source\": \"customer\", \"moment\":"
                        + " \"account-correction\", \"channel\": \"web\", \"fields\":"
                        + " {\"phone\": \"0905123456\"}}")
                .header("If-Match", "\"1\""));
    assertThat(corrected.statusCode()).as(corrected.body()).isEqualTo(200);
    entries.add(json(corrected).get("entry").stringValue());
    server.ledger().publishAll();
    var later = server.register(Person.next());
    entries.add(later.get("entry").stringValue());
    server.ledger().publishAll();
    assertThat(json(view(id)).get("fields").get("phone").get("value").stringValue())
        .isEqualTo("+84905123456");
    var history =
        json(server.get(CUSTOMERS + id + "/history?activity=account.history")).get("fields");
    assertThat(history.get("phone").get(0).get("value").stringValue()).isEqualTo(person.phone());
    assertThat(erase(later.get("id").stringValue()).statusCode()).isEqualTo(200);
    assertThat(view(later.get("id").stringValue()).statusCode()).isEqualTo(404);
    assertThat(places(entries)).isSorted().doesNotHaveDuplicates().hasSize(4);
    wholeLog();
    server.close();
    server = RunningServer.start(data, CLOCK);
    assertThat(view(id).statusCode()).isEqualTo(200);
    wholeLog();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT-1H", "PT-24H", "PT24H"})
  @Promise("1.8")
  void aWithdrawalAfterAJumpHoldsAndIsTheLastWord(String jump) {
    String id = server.someone();
    for (int i = 0; i < 4; i++) {
      choose(id, GIVEN);
    }
    assertThat(offer(id)).isEqualTo(200);
    CLOCK.shift(Duration.parse(jump));
    assertThat(offer(id)).isEqualTo(200);
    choose(id, "\"state\": \"withdrawn\", \"consent\": \"offers\"");
    assertThat(offer(id)).isEqualTo(404);
    assertThat(standing(id)).isEqualTo("withdrawn");
    CLOCK.shift(Duration.ZERO);
    assertThat(offer(id)).isEqualTo(404);
    assertThat(standing(id)).isEqualTo("withdrawn");
  }

  @Test
  @Promise("1.8")
  void aConsentThatHasEndedDoesNotComeBackWithTheTime() {
    String id = server.someone();
    choose(id, GIVEN);
    assertThat(offer(id)).isEqualTo(200);
    CLOCK.shift(Duration.ofDays(2 * 366));
    assertThat(offer(id)).isEqualTo(404);
    Patience.until("what has ended is struck off", () -> facts(id) == 0);
    for (Duration back : List.of(Duration.ofDays(2 * 366 - 1), Duration.ZERO)) {
      CLOCK.shift(back);
      assertThat(offer(id)).isEqualTo(404);
    }
    choose(id, GIVEN);
    assertThat(offer(id)).as("agreed to anew").isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT-1H", "PT-25H", "PT23H"})
  @Promise("6.2")
  void aCallThatIsSentAgainAfterAJumpIsCarriedOutOnce(String jump) {
    Person person = Person.next();
    String key = "khoa-" + person.phone().substring(1) + jump;
    String id = json(once(person, key)).get("id").stringValue();
    for (String at : List.of(jump, "PT0S", jump)) {
      CLOCK.shift(Duration.parse(at));
      HttpResponse<String> again = once(person, key);
      assertThat(again.statusCode()).isEqualTo(201);
      assertThat(json(again).get("id").stringValue()).isEqualTo(id);
    }
    var found =
        server.post(
            CUSTOMERS + "search",
            "{\"activity\": \"care.find-customer\", \"by\": {\"email\": \""
                + person.email()
                + "\"}}");
    assertThat(json(found).get("customers")).hasSize(1);
  }

  private static HttpResponse<String> once(Person person, String key) {
    return server.send(
        server.posting("/api/v1/customers", registration(person)).header("Idempotency-Key", key));
  }

  private static HttpResponse<String> view(String id) {
    return server.get(CUSTOMERS + id + "?activity=account.view");
  }

  private static HttpResponse<String> erase(String id) {
    return server.post(CUSTOMERS + id + "/erasure", "{\"activity\": \"account.erase\"}");
  }

  private static int offer(String id) {
    return server.get(CUSTOMERS + id + "?activity=marketing.offers-by-email").statusCode();
  }

  private static void choose(String id, String choice) {
    HttpResponse<String> chosen =
        server.post(
            CUSTOMERS + id + "/consents",
            "{\"activity\": \"account.consent\", \"source\": \"customer\", \"moment\":"
                + " \"consent-choice\", \"channel\": \"web\", "
                + choice
                + "}");
    assertThat(chosen.statusCode()).as(chosen.body()).isEqualTo(200);
  }

  /** How the consent to offers by email stands, as the customer sees it. */
  private static String standing(String id) {
    for (var one :
        json(server.get(CUSTOMERS + id + "/consents?activity=account.consents")).get("consents")) {
      if (one.get("channel").stringValue().equals("email")) {
        return one.get("state").stringValue();
      }
    }
    return "";
  }

  private static long facts(String id) {
    return server
        .main()
        .sql("select count(*) from access.fact where subject_id = ?::uuid")
        .param(id)
        .query(Long.class)
        .single();
  }

  private static List<Long> places(List<String> entries) {
    return entries.stream()
        .map(entry ->
            server
                .main()
                .sql("select idx from ledger.log_index where leaf = decode(?, 'hex')")
                .param(entry)
                .query(Long.class)
                .single())
        .toList();
  }

  private static void wholeLog() {
    server.ledger().publishAll();
    new LogVerifier(
            new DirectoryTileStore(data.resolve("log")),
            NoteVerifier.parse(server.ledger().verifierKey()))
        .verify(server.ledger().checkpoint().orElseThrow());
  }
}
