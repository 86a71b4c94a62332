package vn.onecall.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.springframework.boot.DefaultApplicationArguments;
import tools.jackson.databind.JsonNode;
import vn.onecall.server.fixture.Folders;
import vn.onecall.server.fixture.Person;
import vn.onecall.server.fixture.ProgramLog;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.server.limits.LimitSettings;
import vn.onecall.server.metrics.MetricsSettings;
import vn.onecall.testing.Promise;

/** An operator renews the keys of a server that serves. */
class KeyRotationTest {

  /** What a command printed, on both streams, and what it ended with. */
  private record Said(String text, int status) {}

  @Test
  @Promise("6.2")
  void everyKeyComesUnderTheNewEpochWhileReadsAndWritesGoOnAndAllValuesOpen() throws Exception {
    Map<String, Person> people = new ConcurrentHashMap<>();
    Path data;
    try (RunningServer server = RunningServer.start("rotation");
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      data = server.data();
      for (int i = 0; i < 20; i++) {
        register(server, people);
      }
      AtomicBoolean enough = new AtomicBoolean();
      List<Callable<Integer>> loads = new ArrayList<>();
      loads.add(() -> until(enough, () -> register(server, people)));
      loads.add(
          () -> until(enough, () -> people.forEach((id, person) -> shows(server, id, person))));
      loads.add(
          () -> until(enough, () -> people.forEach((id, person) -> finds(server, id, person))));
      List<Future<Integer>> running = loads.stream().map(callers::submit).toList();

      try {
        assertThat(keys(data, "keys-rotate-epoch"))
            .satisfies(said -> assertThat(said.text()).startsWith("Epoch 2 is begun."))
            .extracting(Said::status)
            .isEqualTo(0);
        await(() -> keysUnder(server, 1) == 0 && keysUnder(server, 2) > 0);
        await(() -> people.size() > 25);
      } finally {
        enough.set(true);
      }
      for (Future<Integer> each : running) {
        assertThat(each.get()).isPositive();
      }
      assertThat(keysUnder(server, 1)).isZero();
      assertThat(keys(data, "keys-status").text())
          .containsPattern("epoch 1 +begun 20.*Z, past, 0 keys")
          .contains("current, " + keysUnder(server, 2) + " keys");
    }
    // Nothing is cached any more: what opens now opens under the new epoch.
    try (RunningServer server = RunningServer.start(data)) {
      people.forEach((id, person) -> {
        shows(server, id, person);
        finds(server, id, person);
      });
    }
  }

  private static int until(AtomicBoolean enough, Runnable work) {
    int rounds = 0;
    while (!enough.get()) {
      work.run();
      rounds++;
    }
    return rounds;
  }

  @Test
  @Promise("6.4")
  void anOldBackupOfKeysOpensUntilItsEpochIsRetiredAndNoLonger() {
    Map<String, Person> people = new ConcurrentHashMap<>();
    Path data;
    try (RunningServer server = RunningServer.start("backup-of-keys")) {
      data = server.data();
      register(server, people);
      register(server, people);
    }
    Path backup = Folders.copyOf(data).resolve("keys");
    try (RunningServer server = RunningServer.start(data)) {
      keys(data, "keys-rotate-epoch");
      await(() -> keysUnder(server, 1) == 0 && keysUnder(server, 2) > 0);
      assertThat(keys(data, "keys-rotate-epoch", "--retire=1").text()).contains("not yet sure");
    }
    Path restored = Folders.copyOf(data);
    Folders.copy(backup, restored.resolve("keys"));
    try (RunningServer server = RunningServer.start(restored)) {
      people.forEach((id, person) -> shows(server, id, person));
    }

    assertThat(keys(data, "keys-rotate-epoch", "--retire=1", "--make-old-backups-unreadable"))
        .isEqualTo(
            new Said(
                "The instance 'keys' is embedded and does not run: it runs while the server"
                    + " serves.\n",
                1));
    try (RunningServer server = RunningServer.start(data)) {
      assertThat(keys(data, "keys-rotate-epoch", "--retire=1", "--make-old-backups-unreadable"))
          .satisfies(said -> assertThat(said.text()).startsWith("Epoch 1 is retired"))
          .extracting(Said::status)
          .isEqualTo(0);
      people.forEach((id, person) -> shows(server, id, person));
      assertThat(keys(data, "keys-status").text())
          .containsPattern("epoch 1 +begun 20.*Z, retired 20.*Z, 0 keys");
    }
    Folders.copy(backup, data.resolve("keys"));
    ProgramLog log = ProgramLog.listen();
    try (RunningServer server = RunningServer.start(data)) {
      people.keySet().forEach(id -> assertThat(view(server, id)).isEqualTo(500));
    }
    assertThat(log.said()).contains("Keys is older than the keystore: it has epoch 1");
  }

  @Test
  void refusesAChangedKeystoreThatIsDamagedLoudlyAndServesOn() throws IOException {
    Map<String, Person> people = new ConcurrentHashMap<>();
    try (RunningServer server = RunningServer.start("damaged-keystore")) {
      Path file = server.data().resolve("keystore");
      byte[] whole = Files.readAllBytes(file);
      byte[] damaged = whole.clone();
      damaged[damaged.length - 1] ^= 1;
      ProgramLog log = ProgramLog.listen();
      Files.write(file, damaged);
      await(
          () -> log.said().contains("The changed keystore is refused, and the one in use goes on"));
      register(server, people);
      people.forEach((id, person) -> shows(server, id, person));
      assertThat(keys(server.data(), "keys-rotate-epoch").text()).contains("malformed in its body");

      Files.write(file, whole);
      keys(server.data(), "keys-rotate-epoch");
      await(() -> keysUnder(server, 1) == 0);
      people.forEach((id, person) -> shows(server, id, person));
      assertThat(log.said()).doesNotContain("\tat ");
    }
  }

  private static Said keys(Path data, String command, String... arguments) {
    OnecallSettings config =
        new OnecallSettings(
            data,
            Folders.BINARIES,
            Folders.POLICY,
            null,
            null,
            new OnecallSettings.KeystoreConfig(null, null, null, false),
            new OnecallSettings.LogConfig(
                "1call.example/log", Duration.ofMillis(500), Duration.ofSeconds(4), null),
            Duration.ofDays(30),
            null,
            List.of(),
            List.of(),
            LimitSettings.ofRates(1_000, 1_000, 10, 10, 1_000),
            new MetricsSettings(Set.of()),
            null);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    int status =
        new KeystoreCommands(config, Clock.systemUTC(), out, out)
            .run(command, new DefaultApplicationArguments(arguments));
    return new Said(printed.toString(StandardCharsets.UTF_8), status);
  }

  private static void register(RunningServer server, Map<String, Person> people) {
    Person person = Person.next();
    people.put(server.register(person).get("id").stringValue(), person);
  }

  private static int view(RunningServer server, String id) {
    return server.get("/api/v1/customers/" + id + "?activity=account.view").statusCode();
  }

  private static void shows(RunningServer server, String id, Person person) {
    JsonNode seen =
        RunningServer.json(server.get("/api/v1/customers/" + id + "?activity=account.view"));
    assertThat(seen.toString()).contains(person.email(), person.phone());
  }

  private static void finds(RunningServer server, String id, Person person) {
    String found =
        server
            .post(
                "/api/v1/customers/search",
                "{\"activity\": \"care.find-customer\", \"by\": {\"email\": \"%s\"}}"
                    .formatted(person.email()))
            .body();
    assertThat(found).contains(id);
  }

  private static long keysUnder(RunningServer server, int epoch) {
    return server
        .keys()
        .sql(
            """
            select (select count(*) from access.subject_key where epoch = :epoch)
                 + (select count(*) from access.day_key where epoch = :epoch)
            """)
        .param("epoch", epoch)
        .query(Long.class)
        .single();
  }

  private static void await(BooleanSupplier condition) {
    Instant end = Instant.now().plusSeconds(120);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("patience").isBefore(end);
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
