package vn.onecall.keeper.instances;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.onecall.postgres.EmbeddedPostgres;
import vn.onecall.server.fixture.Administrator;
import vn.onecall.server.fixture.Folders;

/** Two instances, each what it is given as, or none. */
class InstancesTest {
  private static final UUID OURS = UUID.randomUUID();
  private static final byte[] CHECK = {1, 2, 3};

  private static Path data = Path.of("");
  private static Instances embedded;
  private static Administrator mainAdministrator;
  private static Administrator keysAdministrator;

  @BeforeAll
  static void start() {
    data = Folders.installation("instances");
    embedded = Instances.open(Folders.settings(data));
    embedded.bind(OURS, CHECK);
    mainAdministrator = new Administrator(embedded.main(), data);
    keysAdministrator = new Administrator(embedded.keys(), data);
  }

  @AfterAll
  static void stop() {
    mainAdministrator.close();
    keysAdministrator.close();
    embedded.close();
  }

  @Test
  void opensBothByTheirUrls() {
    try (Instances byUrl = Instances.open(settings(main("onecall"), keys("onecall")))) {
      byUrl.bind(OURS, CHECK);
      assertThat(byUrl.main().answers()).isTrue();
    }
  }

  @Test
  void refusesOneInstanceGivenForTwo() {
    refuses(main("onecall"), main("onecall"), "The instance 'keys' does not let");
    refusesToMigrate(main("onecall"), main("onecall"), "main and keys are one PostgreSQL instance");
    stillOpens();
  }

  @Test
  void refusesTwoDatabasesOfOneInstance() {
    mainAdministrator.client().sql("create database second").update();
    keysAdministrator.client().sql("create database second").update();
    Instances.migrate(settings(/* main= */ keys("second"), /* keys= */ main("second"))).close();
    refuses(main("onecall"), main("second"), "main and keys are one PostgreSQL instance");
  }

  @Test
  void refusesInstancesThatWereSwapped() {
    refuses(keys("onecall"), main("onecall"), "The instance 'main' does not let");
    refusesToMigrate(keys("onecall"), main("onecall"), "The schema of the instance 'main'");
    stillOpens();
  }

  @Test
  void refusesASchemaThatIsNotMigratedUntilItIs() {
    mainAdministrator.client().sql("create database fresh").update();
    keysAdministrator.client().sql("create database fresh").update();
    InstanceSettings fresh = settings(main("fresh"), keys("fresh"));
    refuses(main("fresh"), keys("fresh"), "Run: onecall db migrate");
    Instances.migrate(fresh).close();
    try (Instances migrated = Instances.open(fresh)) {
      assertThat(migrated.bound()).isFalse();
    }
  }

  @Test
  void refusesASchemaOfANewerProgram() {
    mainAdministrator
        .client()
        .sql(
            """
            insert into onecall_schema_history (installed_rank, version, description, type, script,
              checksum, installed_by, execution_time, success)
            values (99, '99', 'of tomorrow', 'SQL', 'V99__of_tomorrow.sql', 1, 'somebody', 1, true)
            """)
        .update();
    try {
      refuses(
          main("onecall"),
          keys("onecall"),
          "The schema of the instance 'main' is newer than this program (version 99)");
    } finally {
      mainAdministrator
          .client()
          .sql("delete from onecall_schema_history where version = '99'")
          .update();
    }
  }

  @Test
  void refusesASchemaOfAnEarlierVersion() {
    String newest = "installed_rank = (select max(installed_rank) from onecall_schema_history)";
    mainAdministrator
        .client()
        .sql("create table aside as select * from onecall_schema_history where " + newest)
        .update();
    mainAdministrator.client().sql("delete from onecall_schema_history where " + newest).update();
    try {
      refuses(
          main("onecall"),
          keys("onecall"),
          "The schema of the instance 'main' is older than this program (1 migration is pending)."
              + " Run: onecall db migrate");
    } finally {
      mainAdministrator
          .client()
          .sql("insert into onecall_schema_history select * from aside")
          .update();
      mainAdministrator.client().sql("drop table aside").update();
    }
  }

  @Test
  void refusesASchemaThatWasChangedSinceItWasMigrated() {
    String history =
        "update onecall_schema_history set checksum = checksum + ? where version = '1'";
    keysAdministrator.client().sql(history).param(1).update();
    try {
      refuses(main("onecall"), keys("onecall"), "The schema of the instance 'keys' does not fit");
    } finally {
      keysAdministrator.client().sql(history).param(-1).update();
    }
  }

  @Test
  void refusesTheWrongPasswordAndAPortWhereNobodyListens() throws IOException {
    Path wrong = Files.writeString(Folders.empty("wrong").resolve("password"), "Zyxwvut\n");
    DatabaseSettings main = main("onecall");
    long begin = System.nanoTime();
    assertThatThrownBy(() ->
            Instances.open(
                settings(
                    new DatabaseSettings(main.url(), main.username(), wrong, 2), keys("onecall"))))
        .isInstanceOf(InstanceException.class)
        .hasMessageContaining("The instance 'main' does not let 'onecall_instances' in")
        .hasMessageNotContaining("Zyxwvut");
    refuses(
        new DatabaseSettings(
            "jdbc:postgresql://127.0.0.1:1/onecall", main.username(), main.passwordFile(), 2),
        keys("onecall"),
        "The instance 'main' does not answer");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void refusesAnotherInstallationAndOtherKeys() {
    assertThatThrownBy(() -> embedded.bind(UUID.randomUUID(), CHECK))
        .isInstanceOf(InstanceException.class)
        .hasMessageContaining("belongs to another installation than the keystore");
    assertThatThrownBy(() -> embedded.bind(OURS, new byte[] {1, 2, 4}))
        .isInstanceOf(InstanceException.class)
        .hasMessageContaining("other keys");
  }

  private static void refuses(DatabaseSettings main, DatabaseSettings keys, String reason) {
    assertThatThrownBy(() -> Instances.open(settings(main, keys)).close())
        .isInstanceOf(InstanceException.class)
        .hasMessageContaining(reason);
  }

  private static void refusesToMigrate(
      DatabaseSettings main, DatabaseSettings keys, String reason) {
    assertThatThrownBy(() -> Instances.migrate(settings(main, keys)).close())
        .isInstanceOf(InstanceException.class)
        .hasMessageContaining(reason);
  }

  /** What was refused has changed nothing, such as the password of a role. */
  private static void stillOpens() {
    Instances.open(settings(main("onecall"), keys("onecall"))).close();
  }

  private static InstanceSettings settings(DatabaseSettings main, DatabaseSettings keys) {
    return new InstanceSettings(data, Folders.BINARIES, main, keys);
  }

  private static DatabaseSettings main(String database) {
    return byUrl(embedded.main(), "main", database);
  }

  private static DatabaseSettings keys(String database) {
    return byUrl(embedded.keys(), "keys", database);
  }

  private static DatabaseSettings byUrl(Instance instance, String name, String database) {
    try {
      HikariDataSource pool = instance.dataSource().unwrap(HikariDataSource.class);
      String url = pool.getJdbcUrl();
      return new DatabaseSettings(
          url.substring(0, url.lastIndexOf('/') + 1) + database,
          EmbeddedPostgres.SUPERUSER,
          data.resolve(name + ".password"),
          2);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
