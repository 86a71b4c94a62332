package vn.onecall.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.RunningServer.json;
import static vn.onecall.server.fixture.RunningServer.registration;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import vn.onecall.server.fixture.Folders;
import vn.onecall.server.fixture.Patience;
import vn.onecall.server.fixture.Person;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.server.fixture.SmallDisk;
import vn.onecall.testing.Promise;
import vn.onecall.translog.DirectoryTileStore;
import vn.onecall.translog.LogVerifier;
import vn.onecall.translog.NoteVerifier;

/**
 * A disk without a free byte, under main, the log or the erasure journal: nothing is shown or
 * acknowledged that cannot be recorded, nothing acknowledged is lost, and all goes on once there is
 * room again. What a write left half done is not built upon.
 */
class FullDiskTest {
  private static final String CUSTOMERS = "/api/v1/customers/";
  private static final String NOBODY = "00000000-0000-4000-8000-000000000000";
  private static final int PAGE = 4_096;

  @Test
  @Promise("1.6")
  void showsNothingWhileTheDiskOfMainIsFullAndLosesNothingOfBefore() throws IOException {
    Path data = Folders.durableInstallation("full-main");
    try (SmallDisk disk = SmallDisk.under(data.resolve("main"), 160)) {
      List<String> acknowledged = new ArrayList<>();
      Person first = Person.next();
      try (RunningServer server = RunningServer.start(data)) {
        acknowledged.add(server.register(first).get("id").stringValue());
        disk.fill();
        String one = CUSTOMERS + acknowledged.getFirst();
        refused(
            first,
            () -> {
              HttpResponse<String> answer =
                  server.post("/api/v1/customers", registration(Person.next()));
              if (answer.statusCode() == 201) {
                acknowledged.add(json(answer).get("id").stringValue());
              }
              return answer;
            });
        refused(first, () -> server.get(one + "?activity=account.view"));
        refused(
            first,
            () ->
                server.post(
                    CUSTOMERS + "search",
                    "{\"activity\": \"care.find-customer\", \"by\": {\"email\": \""
                        + first.email()
                        + "\"}}"));
        refused(first, () -> erase(server, NOBODY));
        assertThat(server.health("calls").get("status").stringValue()).isEqualTo("DOWN");
        disk.free();
        Patience.until(
            "reads are answered again",
            () -> server.get(one + "?activity=account.view").statusCode() == 200);
        Patience.until(
            "all is well", () -> server.health("").get("status").stringValue().equals("UP"));
        acknowledged.add(server.someone());
      }
      try (RunningServer server = RunningServer.start(data)) {
        for (String id : acknowledged) {
          assertThat(server.get(CUSTOMERS + id + "?activity=account.view").statusCode())
              .as("acknowledged, and read after a restart")
              .isEqualTo(200);
        }
        wholeLog(server);
      }
    }
  }

  @Test
  @Promise("1.6")
  void theLogStandsStillWhileItsDiskIsFullSaysWhyAndGoesOnWhole() throws IOException {
    Path data = Folders.durableInstallation("full-log");
    try (SmallDisk disk = SmallDisk.under(data.resolve("log"), 2)) {
      try (RunningServer server = RunningServer.start(data)) {
        server.register(Person.next());
        server.ledger().publishAll();
        long size = server.ledger().size();
        disk.fill();
        for (int i = 0; i < 20; i++) {
          server.register(Person.next());
        }
        Patience.until("the log has seen it", () -> server.ledger().failure().isPresent());
        assertThat(server.health("log").get("status").stringValue()).isEqualTo("DOWN");
        assertThat(server.health("log").get("description").stringValue())
            .contains("No space left on device")
            .doesNotContain(data.toString());
        assertThat(server.ledger().size()).isBetween(size, size + 19);
        disk.free();
        Patience.until(
            "all is well", () -> server.health("").get("status").stringValue().equals("UP"));
        Patience.until("all is published", () -> server.ledger().waiting() == 0);
        assertThat(openings(data)).as("one whole line an entry").hasSize(entries(server));
        wholeLog(server);
      }
      try (RunningServer server = RunningServer.start(data)) {
        server.register(Person.next());
        wholeLog(server);
        assertThat(openings(data)).hasSize(entries(server));
      }
    }
  }

  @Test
  @Promise("6.4")
  void acknowledgesNoErasureWhileTheDiskOfTheJournalIsFullAndEndsItAfterwards() throws IOException {
    Path data = Folders.durableInstallation("full-journal");
    RunningServer.start(data).close();
    Path folder = Files.createDirectory(data.resolve("journal-disk"));
    Path journal = data.resolve("erasure-journal");
    try (SmallDisk disk = SmallDisk.under(folder, 1)) {
      Files.move(journal, folder.resolve("erasure-journal"));
      Files.createSymbolicLink(journal, folder.resolve("erasure-journal"));
      try (RunningServer server = RunningServer.start(data)) {
        // The next line goes over the end of a page, so that only a part of it finds room.
        while (PAGE - Files.size(journal) % PAGE > 120) {
          assertThat(erase(server, registered(server)).statusCode()).isEqualTo(200);
        }
        disk.fill();
        String goes = registered(server);
        HttpResponse<String> refused = erase(server, goes);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(500);
        assertThat(server.health("erasures").get("description").stringValue())
            .contains("No space left on device")
            .doesNotContain(data.toString());
        assertThat(Files.readString(journal)).as("torn, as it was meant").doesNotEndWith("\n");
        assertThat(erase(server, registered(server)).statusCode()).isEqualTo(500);
        assertThat(server.get(CUSTOMERS + goes + "?activity=account.view").statusCode())
            .isEqualTo(404);
        assertThat(keysOf(server, goes)).isPositive();
        disk.free();
        assertThat(erase(server, registered(server)).statusCode()).isEqualTo(200);
        assertThat(keysOf(server, goes)).as("the erasure that was begun is finished").isZero();
        assertThat(server.health("").get("status").stringValue()).isEqualTo("UP");
        assertThat(Files.readString(journal)).contains(goes).endsWith("\n");
      }
      try (RunningServer server = RunningServer.start(data)) {
        assertThat(erase(server, registered(server)).statusCode()).isEqualTo(200);
      }
    }
  }

  /** Calls until it is refused: on a page that was begun there is room for some entries more. */
  private static void refused(Person known, Supplier<HttpResponse<String>> call) {
    for (int i = 0; i < 200; i++) {
      HttpResponse<String> answer = call.get();
      if (answer.statusCode() >= 500) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(json(answer).get("type").stringValue()).endsWith("problem/unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(answer.body()).doesNotContain(known.fullName(), known.email(), known.phone());
        return;
      }
    }
    throw new AssertionError("the disk is not full");
  }

  private static String registered(RunningServer server) {
    return server.someone();
  }

  private static HttpResponse<String> erase(RunningServer server, String id) {
    return server.post(CUSTOMERS + id + "/erasure", "{\"activity\": \"account.erase\"}");
  }

  private static long keysOf(RunningServer server, String id) {
    return server
        .keys()
        .sql("select count(*) from access.subject_key where subject_id = ?::uuid")
        .param(id)
        .query(Long.class)
        .single();
  }

  private static int entries(RunningServer server) {
    return server.main().sql("select count(*) from access.entry").query(Integer.class).single();
  }

  /** The archive's lines, each of which begins with its own number. */
  private static List<String> openings(Path data) throws IOException {
    List<String> lines = Files.readAllLines(data.resolve("log/openings/000000.openings"));
    for (int i = 0; i < lines.size(); i++) {
      assertThat(lines.get(i)).startsWith(i + " ");
      assertThat(lines.get(i).split(" ", -1)).hasSize(11);
    }
    return lines;
  }

  private static void wholeLog(RunningServer server) {
    server.ledger().publishAll();
    var report =
        new LogVerifier(
                new DirectoryTileStore(server.data().resolve("log")),
                NoteVerifier.parse(server.ledger().verifierKey()))
            .verify(server.ledger().checkpoint().orElseThrow());
    assertThat(report.checkpoint().size()).isEqualTo(entries(server));
  }
}
