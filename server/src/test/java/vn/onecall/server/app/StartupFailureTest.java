package vn.onecall.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import vn.onecall.postgres.EmbeddedPostgres;
import vn.onecall.server.fixture.Folders;
import vn.onecall.server.fixture.House;
import vn.onecall.server.fixture.Person;
import vn.onecall.server.fixture.ProgramLog;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.testing.Promise;

/** What is not fit to serve does not start, and says why in words instead of a stack trace. */
class StartupFailureTest {
  private static Path data = Path.of("");

  @BeforeAll
  static void anInstallationThatHasServed() {
    try (RunningServer server = RunningServer.start("refusals")) {
      server.register(Person.next());
      data = server.data();
    }
  }

  @Test
  void refusesAKeystoreThatIsMissingAndMakesNoNewOne() throws IOException {
    Path file = data.resolve("keystore");
    Path aside = data.resolve("keystore.aside");
    Files.move(file, aside);
    try {
      refusesToStart("There is no keystore file keystore");
      assertThat(file).doesNotExist();
    } finally {
      Files.move(aside, file);
    }
  }

  @Test
  void refusesTheKeystoreOrTheSecretOfAnotherInstallation() {
    Path other;
    try (House house = House.build("other")) {
      other = house.data();
    }
    refusesToStart(
        "does not open with", "onecall.keystore.secret-file=" + other.resolve("keystore.secret"));
    refusesToStart(
        "belongs to another installation than the keystore",
        "onecall.keystore.file=" + other.resolve("keystore"),
        "onecall.keystore.secret-file=" + other.resolve("keystore.secret"));
  }

  @Test
  void refusesTheWrongPassphrase() throws IOException {
    Path folder = Folders.installation("passphrase");
    Path passphrase = Files.writeString(folder.resolve("passphrase"), "đúng là câu này\n");
    RunningServer.start(folder, "onecall.keystore.passphrase-file=" + passphrase).close();
    Files.writeString(passphrase, "Zyxwvut không phải câu này\n");
    ProgramLog log = ProgramLog.listen();
    assertThatThrownBy(() ->
            RunningServer.start(folder, "onecall.keystore.passphrase-file=" + passphrase).close())
        .isNotNull();
    assertThat(log.said()).contains("passphrase").doesNotContain("Zyxwvut", "\tat ");
  }

  @Test
  void refusesAPolicyThatIsMalformedBeforeAnythingElse() {
    Path policy =
        Folders.policy("malformed", Folders.policyText().replace("kind: search", "kind: snoop"));
    refusesToStart("`kind` of activity `care.find-customer`", "onecall.policy=" + policy);
  }

  @Test
  @Promise("1.8")
  void refusesAPolicyThatCouldBreakItsOwnRule() {
    Path policy =
        Folders.policy(
            "unsound",
            Folders.policyText()
                .replaceFirst(
                    "(?s)(  marketing\\.offers-by-email:.*?)    unless: [^\n]*\n",
                    "$1    unless: [restricted, marketing-refused]\n"));
    refusesToStart("no-marketing-to-an-unguarded-child", "onecall.policy=" + policy);
  }

  @Test
  void refusesAPolicyThatNamesNoPromiseForWhatAFeatureRefuses() {
    Path policy =
        Folders.policy(
            "unnumbered", Folders.policyText().replace("    two-approvals: \"6.5\"\n", ""));
    refusesToStart(
        "`needs` names no promise for `two-approvals`, which the feature `demands` refuses without",
        "onecall.policy=" + policy);
  }

  @Test
  void refusesSettingsThatItDoesNotKnow() {
    refusesToStart("settings that do not exist: onecall.colour.", "onecall.colour=Zyxwvut");
  }

  @Test
  void refusesATimeThatHasNotComeWhereAnInstanceIsNotEmbedded() {
    refusesToStart("clock-ahead must be more than nothing", "onecall.clock-ahead=PT0S");
    for (String instance : new String[] {"main", "keys"}) {
      String of = "onecall." + instance;
      refusesToStart(
          "clock-ahead is for demonstrations",
          "onecall.clock-ahead=P200D",
          of + ".url=jdbc:postgresql://127.0.0.1:1/onecall",
          of + ".username=onecall",
          of + ".password-file=" + data.resolve("main.password"));
    }
  }

  @Test
  void saysAloudThatItsTimeHasNotComeYetAndStillGivesTokens() {
    Path copy = Folders.copyOf(data);
    ProgramLog log = ProgramLog.listen();
    try (RunningServer server = RunningServer.start(copy, "onecall.clock-ahead=P200D")) {
      assertThat(server.someone()).hasSize(36);
      assertThat(
              server
                  .main()
                  .sql("select max(at) > now() + interval '199 days' from access.entry")
                  .query(Boolean.class)
                  .single())
          .isTrue();
    }
    assertThat(log.said()).contains("onecall.clock-ahead", "which has not come yet");
  }

  @Test
  void refusesAClientThatIsEntitledToWhatThePolicyDoesNotPermit() {
    refusesToStart("marketing.call", "onecall.clients[1].activities=marketing.call");
  }

  @Test
  void refusesASecretThatIsTooShortOrMissing() throws IOException {
    Path secret = Files.writeString(Folders.empty("short").resolve("secret"), "Zyxwvut");
    refusesToStart("fewer than 32 characters", "onecall.clients[1].secret-file=" + secret);
    refusesToStart(
        "secret-file of the client 'shop' cannot be read",
        "onecall.clients[1].secret-file=" + secret + ".gone");
  }

  @Test
  @Promise("6.2")
  void refusesInstancesWhoseRolesWereNotMigrated() throws IOException {
    Path folder = Folders.installation("no-roles");
    try (EmbeddedPostgres main = instance(folder, "main");
        EmbeddedPostgres keys = instance(folder, "keys")) {
      JdbcClient superuser =
          JdbcClient.create(
              new DriverManagerDataSource(
                  main.jdbcUrl("onecall"),
                  main.username(),
                  Files.readString(folder.resolve("main.password")).strip()));
      superuser.sql("drop owned by onecall_ledger").update();
      superuser.sql("drop role onecall_ledger").update();
      refusesToStart(
          "The instance 'main' has no role 'onecall_ledger'. Run: onecall db migrate",
          "onecall.main.url=" + main.jdbcUrl("onecall"),
          "onecall.main.username=" + main.username(),
          "onecall.main.password-file=" + folder.resolve("main.password"),
          "onecall.keys.url=" + keys.jdbcUrl("onecall"),
          "onecall.keys.username=" + keys.username(),
          "onecall.keys.password-file=" + folder.resolve("keys.password"));
    }
  }

  private static EmbeddedPostgres instance(Path folder, String name) throws IOException {
    return EmbeddedPostgres.start(
        EmbeddedPostgres.Settings.of(
            name,
            folder.resolve(name),
            Folders.BINARIES,
            Files.readString(folder.resolve(name + ".password")).strip()));
  }

  @Test
  void refusesAJournalThatIsMissing() throws IOException {
    Path copy = Folders.copyOf(data);
    try (RunningServer server = RunningServer.start(copy)) {
      String id = server.someone();
      server.post("/api/v1/customers/" + id + "/erasure", "{\"activity\": \"account.erase\"}");
    }
    Files.delete(copy.resolve("erasure-journal"));
    ProgramLog log = ProgramLog.listen();
    assertThatThrownBy(() -> RunningServer.start(copy).close()).isNotNull();
    assertThat(log.said()).contains("erasure-journal is missing").doesNotContain("\tat ");
  }

  private static void refusesToStart(String reason, String... settings) {
    ProgramLog log = ProgramLog.listen();
    assertThatThrownBy(() -> RunningServer.start(data, settings).close()).isNotNull();
    assertThat(log.said()).contains(reason).doesNotContain("\tat ", "Zyxwvut");
  }
}
