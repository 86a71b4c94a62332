package vn.onecall.keeper.instances;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.onecall.testing.Promise;

/** A server whose parts could do too much, or too little, does not start and says what to do. */
@Promise("6.2")
class RolesRefusalTest {
  private static final AtomicInteger NEXT = new AtomicInteger();

  private static Company company;

  /** A database that every test which takes it leaves as it was. */
  private static String mended = "";

  @BeforeAll
  static void start() throws Exception {
    company = Company.onTheOldest();
    mended = migrated();
  }

  @AfterAll
  static void stop() {
    company.close();
  }

  @Test
  void refusesAnInstanceWhoseRolesAreMissing() {
    String database = fresh();
    refuses(
        company.settings(database),
        "does not let '" + database + "_instances' in",
        "Run: onecall db migrate");
    Instances.migrate(company.settings(database)).close();
    Instances.open(company.settings(database)).close();
    JdbcClient main = company.superuser("main", database);
    main.sql("drop owned by " + database + "_ledger").update();
    main.sql("drop role " + database + "_ledger").update();
    refuses(
        company.settings(database),
        "The instance 'main' has no role '" + database + "_ledger'. Run: onecall db migrate");
    Instances.migrate(company.settings(database)).close();
    Instances.open(company.settings(database)).close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "grant update on access.entry to %s_access",
        "grant update (leaf) on access.entry to %s_access",
        "grant delete on access.entry to %s_ledger",
        "grant select on access.sealed to %s_ledger",
        "grant create on schema access to %s_access",
        "grant temporary on database %s to public",
        "grant usage on schema ledger to public",
        "grant select on access.facts to public",
        "grant select on access.facts to %s_access with grant option",
        "revoke insert on access.entry from %s_access",
        "revoke update (superseded_at) on access.sealed from %s_access",
      })
  void refusesOtherRightsThanAreWrittenUntilItIsMigrated(String change) {
    String database = mended;
    company.superuser("main", database).sql(change.replace("%s", database)).update();
    refuses(
        company.settings(database),
        "The rights in the instance 'main' are not those of this program."
            + " Run: onecall db migrate");
    Instances.migrate(company.settings(database)).close();
    Instances.open(company.settings(database)).close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alter role %s_access superuser",
        "alter role %s_access createrole",
        "grant pg_read_all_data to %s_ledger",
        "grant keeper to %s_ledger",
        "alter table access.claim owner to %s_access",
      })
  void refusesAPartThatIsOfPower(String change) {
    String database = migrated();
    company.superuser("main", database).sql(change.replace("%s", database)).update();
    refuses(company.settings(database), "of the instance 'main' can do more than its part");
    assertThatThrownBy(() -> Instances.migrate(company.settings(database)).close())
        .isInstanceOf(InstanceException.class);
  }

  @Test
  void refusesFunctionsThatWereGivenToAPart() {
    String database = migrated();
    JdbcClient main = company.superuser("main", database);
    main.sql("grant execute on function pg_read_file(text) to " + database + "_access").update();
    refuses(company.settings(database), "too much", "pg_read_file");
  }

  @Test
  void renewsThePasswordsOfThePartsWithTheOwners() throws Exception {
    String database = mended;
    for (String instance : List.of("main", "keys")) {
      company.superuser(instance, "postgres").sql("alter role keeper password 'renewed'").update();
    }
    Files.writeString(company.passwordFile(), "renewed");
    try {
      refuses(company.settings(database), "another password", "Run: onecall db migrate");
      Instances.migrate(company.settings(database)).close();
      Instances.open(company.settings(database)).close();
      Files.writeString(company.passwordFile(), Company.PASSWORD);
      refuses(company.settings(database), "another password");
    } finally {
      Files.writeString(company.passwordFile(), Company.PASSWORD);
      for (String instance : List.of("main", "keys")) {
        company
            .superuser(instance, "postgres")
            .sql("alter role keeper password '" + Company.PASSWORD + "'")
            .update();
      }
      Instances.migrate(company.settings(database)).close();
    }
  }

  @Test
  void tellsAnOwnerWhoMayMakeNoRolesAndNeedsThemOnlyOnce() {
    String database = fresh();
    for (String instance : List.of("main", "keys")) {
      company.superuser(instance, "postgres").sql("alter role keeper nocreaterole").update();
    }
    try {
      assertThatThrownBy(() -> Instances.migrate(company.settings(database)).close())
          .isInstanceOf(InstanceException.class)
          .hasMessageContaining("It needs CREATEROLE for the time of the migration");
      assertThat(
              company
                  .superuser("main", database)
                  .sql("select count(*) from pg_tables where schemaname = 'access'")
                  .query(Long.class)
                  .single())
          .as("tables of a migration that was refused")
          .isZero();
      Instances.migrate(company.settings(mended)).close();
      Instances.open(company.settings(mended)).close();
    } finally {
      for (String instance : List.of("main", "keys")) {
        company.superuser(instance, "postgres").sql("alter role keeper createrole").update();
      }
    }
  }

  @Test
  void tellsALoginThatDoesNotOwnTheDatabase() {
    String database = fresh();
    for (String instance : List.of("main", "keys")) {
      JdbcClient superuser = company.superuser(instance, database);
      superuser.sql("alter database " + database + " owner to operator").update();
      superuser.sql("grant create on database " + database + " to keeper").update();
      superuser.sql("grant create on schema public to keeper").update();
    }
    assertThatThrownBy(() -> Instances.migrate(company.settings(database)).close())
        .isInstanceOf(InstanceException.class)
        .hasMessageContaining("It must own the database.");
  }

  @Test
  void refusesAUrlThatNamesAUserOfItsOwn() {
    String database = mended;
    refuses(
        company.settings(database, "?user=keeper&password=" + Company.PASSWORD),
        "takes '" + database + "_instances' for 'keeper'. Take the user out of its url.");
  }

  @Test
  void theirPasswordsFollowFromTheOwnersAndNotFromEachOther() {
    Login owner =
        new Login("main", "jdbc:postgresql://db/onecall?sslmode=require", "keeper", "theirs");
    Login access = owner.of(DatabaseRole.ACCESS);
    assertThat(access.username()).isEqualTo("onecall_access");
    assertThat(access.password())
        .hasSize(43)
        .isEqualTo(owner.of(DatabaseRole.ACCESS).password())
        .isNotEqualTo(owner.of(DatabaseRole.LEDGER).password())
        .isNotEqualTo(
            new Login("keys", owner.url(), "keeper", "theirs").of(DatabaseRole.ACCESS).password())
        .isNotEqualTo(
            new Login("main", owner.url(), "keeper", "other").of(DatabaseRole.ACCESS).password());
    assertThat(access.toString() + owner).doesNotContain("theirs", access.password());
  }

  private static String fresh() {
    String database = "company" + NEXT.incrementAndGet();
    company.with(database);
    return database;
  }

  private static String migrated() {
    String database = fresh();
    Instances.migrate(company.settings(database)).close();
    return database;
  }

  private static void refuses(InstanceSettings settings, String... reasons) {
    assertThatThrownBy(() -> Instances.open(settings).close())
        .isInstanceOf(InstanceException.class)
        .satisfies(e -> assertThat(e.getMessage()).contains(reasons));
  }
}
