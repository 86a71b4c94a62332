package vn.onecall.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.onecall.postgres.InstanceFixtures.ask;
import static vn.onecall.postgres.InstanceFixtures.connect;
import static vn.onecall.postgres.InstanceFixtures.execute;
import static vn.onecall.postgres.InstanceFixtures.isGone;
import static vn.onecall.postgres.InstanceFixtures.processesIn;
import static vn.onecall.postgres.InstanceFixtures.settings;
import static vn.onecall.postgres.InstanceFixtures.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.onecall.testing.Promise;

/** What holds when a process is stopped, started again, or killed. */
class CrashTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @Test
  void startsAgainOnTheSameDataAndPort() throws Exception {
    int port;
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings(folder))) {
      port = postgres.port();
      execute(postgres, "CREATE TABLE kept AS SELECT 'first' AS word");
      try (var left = connect(postgres);
          var statement = left.createStatement()) {
        // A connection in a transaction does not hold up the shutdown.
        left.setAutoCommit(false);
        statement.execute("INSERT INTO kept VALUES ('never committed')");
        postgres.stop();
      }
      assertThat(postgres.isAlive()).isFalse();
      assertThat(postgres.onExit().get(1, TimeUnit.SECONDS)).isZero();
      postgres.restart();
      assertThat(postgres.isAlive()).isTrue();
      assertThat(postgres.port()).isEqualTo(port);
      long before = postgres.pid();
      postgres.restart();
      assertThat(postgres.pid()).isNotEqualTo(before);
      assertThat(ask(postgres, "SELECT string_agg(word, ',') FROM kept")).isEqualTo("first");
      assertThat(InstanceFixtures.log(postgres)).doesNotContain("not properly shut down");
    }
    assertThat(within(SOON, () -> noProcessIn(folder))).isTrue();
    EmbeddedPostgres closed;
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings(folder).withPort(port))) {
      assertThat(postgres.port()).isEqualTo(port);
      assertThat(ask(postgres, "SELECT word FROM kept")).isEqualTo("first");
      closed = postgres;
    }
    assertThatThrownBy(closed::restart).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void leavesNoProcessBehindWhenItsOwnerIsKilled() throws Exception {
    Process owner = Jvm.start(OwnerProcess.class, folder.toString());
    long pid = firstNumber(owner);
    assertThat(processesIn(folder)).contains(pid);

    owner.destroyForcibly().waitFor();
    // Right away, while the former server is still on its way out.
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings(folder))) {
      assertThat(isGone(pid)).isTrue();
      assertThat(ask(postgres, "SELECT word FROM kept")).isEqualTo("committed");
      assertThat(postgres.pid()).isNotEqualTo(pid);
    }
    assertThat(within(SOON, () -> noProcessIn(folder))).isTrue();
  }

  @Test
  void letsTheServerGoWhenItsOwnerIsKilledAndNobodyStartsItAgain() throws Exception {
    Process owner = Jvm.start(OwnerProcess.class, folder.toString());
    long pid = firstNumber(owner);
    long supervisor = ProcessHandle.of(pid).orElseThrow().parent().orElseThrow().pid();

    owner.destroyForcibly().waitFor();

    assertThat(within(SOON, () -> isGone(pid) && isGone(supervisor) && noProcessIn(folder)))
        .isTrue();
    assertThat(folder.resolve("data").resolve("postmaster.pid")).doesNotExist();
  }

  @Test
  void endsTheServerWhenItsSupervisorIsKilled() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings(folder))) {
      execute(postgres, "CREATE TABLE kept AS SELECT 'committed' AS word");
      long pid = postgres.pid();
      ProcessHandle.of(pid).orElseThrow().parent().orElseThrow().destroyForcibly();
      postgres.onExit().get(SOON.toSeconds(), TimeUnit.SECONDS);
      assertThat(isGone(pid)).isTrue();
      assertThat(postgres.isAlive()).isFalse();
      postgres.restart();
      assertThat(ask(postgres, "SELECT word FROM kept")).isEqualTo("committed");
    }
  }

  @Test
  @Promise("6.2")
  void recoversCommittedRowsAfterTheServerIsKilled() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings(folder))) {
      execute(postgres, "CREATE TABLE kept (number int PRIMARY KEY)");
      for (int round = 1; round <= 3; round++) {
        execute(postgres, "INSERT INTO kept VALUES (" + round + ")");
        ProcessHandle.of(postgres.pid()).orElseThrow().destroyForcibly();
        assertThat(postgres.onExit().get(SOON.toSeconds(), TimeUnit.SECONDS)).isNotZero();
        assertThat(postgres.isAlive()).isFalse();
        postgres.restart();
        assertThat(ask(postgres, "SELECT count(*) FROM kept")).isEqualTo("" + round);
      }
      assertThat(InstanceFixtures.log(postgres)).contains("not properly shut down");
    }
  }

  @Test
  void endsAServerThatNoLongerListens() throws Exception {
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.start(settings(folder).withPatience(Duration.ofSeconds(1)))) {
      execute(postgres, "CREATE TABLE kept AS SELECT 'committed' AS word");
      signal("STOP", postgres.pid());
      postgres.stop();
      assertThat(isGone(postgres.pid())).isTrue();
      postgres.restart();
      assertThat(ask(postgres, "SELECT word FROM kept")).isEqualTo("committed");
    }
  }

  @Test
  void isNotMisledByAFormerNumberThatIsNowAnotherProgram() throws Exception {
    EmbeddedPostgres.start(settings(folder)).close();
    Path former = folder.resolve("data").resolve("postmaster.pid");
    Files.write(former, List.of("" + ProcessHandle.current().pid(), "elsewhere", "1"));
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings(folder))) {
      assertThat(postgres.isAlive()).isTrue();
    }
  }

  @Test
  void saysWhenAFormerServerDoesNotGo() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings(folder))) {
      Cluster cluster = new Cluster(folder.toRealPath());
      assertThatThrownBy(() -> cluster.awaitFormerGone(Duration.ofSeconds(1)))
          .isInstanceOf(PostgresException.class)
          .hasMessageContaining("still run")
          .hasMessageContaining("" + postgres.pid());
      assertThat(postgres.isAlive()).isTrue();
    }
  }

  private static long firstNumber(Process owner) throws IOException {
    BufferedReader said =
        new BufferedReader(new InputStreamReader(owner.getInputStream(), StandardCharsets.UTF_8));
    String line = said.readLine();
    assertThat(line)
        .as(() -> "the owner's process id of its server; it said otherwise: " + errors(owner))
        .isNotNull();
    return Long.parseLong(line);
  }

  private static String errors(Process owner) {
    try {
      return new String(owner.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean noProcessIn(Path folder) {
    try {
      return processesIn(folder).isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void signal(String name, long pid) throws Exception {
    assertThat(new ProcessBuilder("sh", "-c", "kill -s " + name + " " + pid).start().waitFor())
        .isZero();
  }
}
