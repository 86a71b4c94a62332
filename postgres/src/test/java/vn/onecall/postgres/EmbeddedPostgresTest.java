package vn.onecall.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.onecall.postgres.InstanceFixtures.PASSWORD;
import static vn.onecall.postgres.InstanceFixtures.ask;
import static vn.onecall.postgres.InstanceFixtures.connect;
import static vn.onecall.postgres.InstanceFixtures.execute;
import static vn.onecall.postgres.InstanceFixtures.settings;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.onecall.testing.Promise;

/** What holds of an instance while nothing goes wrong, or while its users do. */
class EmbeddedPostgresTest {

  @TempDir private static Path folder;
  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void start() {
    postgres =
        EmbeddedPostgres.start(
            settings(folder.resolve("instance")).withParameters(Map.of("max_connections", "23")));
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @Test
  void refusesEveryoneWithoutThePassword() throws Exception {
    assertThat(ask(postgres, "SELECT current_user")).isEqualTo("onecall_admin");
    for (String wrong : new String[] {"", "wrong", PASSWORD + " "}) {
      assertThatThrownBy(() ->
              DriverManager.getConnection(postgres.jdbcUrl("postgres"), postgres.username(), wrong))
          .isInstanceOf(SQLException.class);
    }
    assertThat(
            ask(
                postgres,
                "SELECT count(*) FROM pg_hba_file_rules WHERE auth_method <> 'scram-sha-256'"))
        .isEqualTo("0");
    assertThat(
            ask(
                postgres,
                "SELECT rolpassword LIKE 'SCRAM-SHA-256$%' FROM pg_authid WHERE rolname = current_user"))
        .isEqualTo("t");
  }

  @Test
  void listensOnTheLoopbackAddressAloneAndOnNoSocketFile() throws Exception {
    assertThat(ask(postgres, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
    assertThat(ask(postgres, "SHOW unix_socket_directories")).isEmpty();
    try (var other = new ServerSocket(postgres.port(), 1, InetAddress.ofLiteral("127.0.0.2"))) {
      assertThat(other.isBound()).isTrue();
    }
    try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), postgres.port())) {
      assertThat(socket.isConnected()).isTrue();
    }
  }

  @Test
  void keepsItsDataSafeAndSortsItAlikeEverywhere() throws Exception {
    assertThat(ask(postgres, "SHOW fsync")).isEqualTo("on");
    assertThat(ask(postgres, "SHOW full_page_writes")).isEqualTo("on");
    assertThat(ask(postgres, "SHOW data_checksums")).isEqualTo("on");
    assertThat(ask(postgres, "SHOW server_encoding")).isEqualTo("UTF8");
    assertThat(
            ask(
                postgres,
                "SELECT datlocprovider::text || ' ' || datlocale FROM pg_database WHERE datname = 'template1'"))
        .isEqualTo("b C.UTF-8");
    assertThat(ask(postgres, "SELECT lower('ĐẶNG')")).isEqualTo("đặng");
    assertThat(ask(postgres, "SHOW max_connections")).isEqualTo("23");
    assertThatThrownBy(() -> execute(postgres, "ALTER SYSTEM SET fsync = off"))
        .hasMessageContaining("ALTER SYSTEM is not allowed");
  }

  @Test
  void closesItsFolderToEverybodyElse() throws Exception {
    assertThat(postgres.directory()).isEqualTo(folder.resolve("instance").toRealPath());
    for (String name : new String[] {".", "data", "log"}) {
      Path part = postgres.directory().resolve(name);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(part)))
          .as(name)
          .isEqualTo("rwx------");
    }
    assertThat(postgres.directory().resolve("data").resolve("pg_hba.conf")).exists();
    try (var parts = Files.list(postgres.directory())) {
      assertThat(parts.map(part -> part.getFileName().toString()))
          .containsExactlyInAnyOrder("data", "log", "owner.lock");
    }
  }

  @Test
  @Promise("6.2")
  void writesNoStatementNoParameterAndNoValueIntoItsLog() throws Exception {
    String canary = "canary-0901234567-Nguyễn";
    execute(postgres, "CREATE TABLE unique_word (word text PRIMARY KEY, number int)");
    try (var connection = connect(postgres);
        var insert = connection.prepareStatement("INSERT INTO unique_word VALUES (?, 1)")) {
      insert.setString(1, canary);
      insert.execute();
      assertThatThrownBy(insert::execute).hasMessageContaining(canary);
      try (var cast = connection.prepareStatement("SELECT ?::text::int")) {
        cast.setString(1, canary);
        assertThatThrownBy(cast::execute).hasMessageContaining(canary);
      }
      try (var statement = connection.createStatement()) {
        assertThatThrownBy(() -> statement.execute("SELEKT '" + canary + "'"))
            .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> statement.execute("SELECT '" + canary + "'::date"))
            .hasMessageContaining(canary);
        statement.execute("DO $$BEGIN RAISE WARNING '" + canary + "'; END$$");
      }
    }
    // A refused password comes later than all of that, so the log is known to have arrived.
    assertThatThrownBy(
            () -> DriverManager.getConnection(postgres.jdbcUrl("postgres"), "onecall_admin", "x"))
        .isInstanceOf(SQLException.class);
    assertThat(
            InstanceFixtures.within(
                java.time.Duration.ofSeconds(10),
                () -> logOf(postgres).contains("password authentication failed")))
        .isTrue();
    assertThat(logOf(postgres)).doesNotContain("canary", "0901234567", "Nguy", "unique_word");
  }

  @Test
  void showsNoPasswordInItsProcessesFilesOrWords() throws Exception {
    assertThat(settings(folder).toString()).doesNotContain(PASSWORD).contains("name=test");
    assertThat(postgres.toString()).doesNotContain(PASSWORD);
    String commandLine = Files.readString(Path.of("/proc", "" + postgres.pid(), "cmdline"));
    assertThat(commandLine).contains("fsync=on").doesNotContain(PASSWORD);
    String environment = Files.readString(Path.of("/proc", "" + postgres.pid(), "environ"));
    assertThat(environment).contains("TZ=UTC").doesNotContain(PASSWORD);
    byte[] needle = PASSWORD.getBytes(UTF_8);
    try (var files = Files.walk(postgres.directory())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(indexOf(Files.readAllBytes(file), needle)).as(file.toString()).isEqualTo(-1);
      }
    }
  }

  @Test
  void refusesASecondOwnerAndKeepsTheFirst() throws Exception {
    assertThatThrownBy(() -> EmbeddedPostgres.start(settings(folder.resolve("instance"))))
        .isInstanceOf(PostgresException.class)
        .hasMessageContaining("already has an owner in this process");
    Process other = Jvm.start(OwnerProcess.class, postgres.directory().toString());
    String said = new String(other.getErrorStream().readAllBytes(), UTF_8);
    assertThat(other.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(said).contains("already has an owner: another process runs PostgreSQL there");
    assertThat(postgres.isAlive()).isTrue();
    assertThat(ask(postgres, "SELECT 1")).isEqualTo("1");
  }

  @Test
  void saysPlainlyThatThePortIsTaken() {
    assertThatThrownBy(() ->
            EmbeddedPostgres.start(settings(folder.resolve("late")).withPort(postgres.port())))
        .isInstanceOf(PortTakenException.class)
        .hasMessageContaining("127.0.0.1:" + postgres.port())
        .hasMessageContaining("another program has the port");
  }

  @Test
  void namesDatabasesOnlyByPlainIdentifiers() {
    assertThat(postgres.jdbcUrl("main"))
        .isEqualTo("jdbc:postgresql://127.0.0.1:" + postgres.port() + "/main");
    for (String bad : new String[] {"", "a?ssl=true", "a/b", "A", "a b", "1a"}) {
      assertThatThrownBy(() -> postgres.jdbcUrl(bad)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static String logOf(EmbeddedPostgres postgres) {
    try {
      return InstanceFixtures.log(postgres);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static int indexOf(byte[] all, byte[] part) {
    return new String(all, java.nio.charset.StandardCharsets.ISO_8859_1)
        .indexOf(new String(part, java.nio.charset.StandardCharsets.ISO_8859_1));
  }
}
