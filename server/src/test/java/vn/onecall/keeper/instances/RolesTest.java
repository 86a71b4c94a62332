package vn.onecall.keeper.instances;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.onecall.testing.Promise;

/**
 * Each part of the program may touch only its tables, and of these only as its work needs; on the
 * bundled PostgreSQL and on the oldest, where the owner of the databases is no superuser.
 */
@Promise("6.2")
class RolesTest {
  /** The versions. */
  enum Version {
    NEWEST,
    OLDEST
  }

  /** Tables of another part, by who may not read them. */
  private static final List<String> NOT_THE_DOORS =
      List.of("ledger.log_index", "ledger.head", "ledger.policy_version", "access.unsequenced");

  private static final List<String> NOT_THE_LOGS =
      List.of(
          "access.sealed",
          "access.facts",
          "access.fact",
          "access.claim",
          "access.act",
          "access.erasure",
          "demands.demand",
          "demands.approval");

  private static final Map<Version, Company> COMPANIES = new EnumMap<>(Version.class);
  private static final Map<Version, Instances> OPENED = new EnumMap<>(Version.class);

  @BeforeAll
  static void start() throws Exception {
    COMPANIES.put(Version.NEWEST, Company.onTheNewest());
    COMPANIES.put(Version.OLDEST, Company.onTheOldest().with("onecall"));
    JdbcClient main = company(Version.NEWEST).superuser("main", "postgres");
    JdbcClient keys = company(Version.NEWEST).superuser("keys", "postgres");
    // The bundled one comes with the database of an embedded instance.
    for (JdbcClient each : List.of(main, keys)) {
      each.sql("drop database onecall").update();
      for (String role :
          each.sql("select rolname from pg_roles where rolname like 'onecall\\_%' and not rolsuper")
              .query(String.class)
              .list()) {
        each.sql("drop role " + role).update();
      }
    }
    company(Version.NEWEST).with("onecall");
    for (Version version : Version.values()) {
      InstanceSettings settings = company(version).settings("onecall");
      Instances.migrate(settings).close();
      OPENED.put(version, Instances.open(settings));
    }
  }

  @AfterAll
  static void stop() {
    OPENED.values().forEach(Instances::close);
    for (Company company : COMPANIES.values()) {
      company.close();
    }
  }

  static Stream<Arguments> instances() {
    return Stream.of(Version.values())
        .flatMap(version ->
            Stream.of(
                Arguments.of(version, "main", RightsOfParts.MAIN),
                Arguments.of(version, "keys", RightsOfParts.KEYS)));
  }

  @ParameterizedTest
  @MethodSource("instances")
  void eachPartMayDoWhatItsWorkNeedsAndNothingElse(
      Version version, String instance, Map<String, Map<String, String>> parts) {
    JdbcClient superuser = company(version).superuser(instance, "onecall");
    List<String> tables = tables(superuser);
    assertThat(tables).hasSizeGreaterThan(8);
    parts.forEach((role, its) -> {
      assertThat(tables).containsAll(its.keySet());
      for (String table : tables) {
        assertThat(rights(superuser, role, table))
            .as(role + " on " + instance + ":" + table)
            .isEqualTo(its.getOrDefault(table, ""));
        assertThat(
                superuser
                    .sql("select has_table_privilege(?, ?, 'truncate, references, trigger')")
                    .params(role, table)
                    .query(Boolean.class)
                    .single())
            .as(role + " on " + instance + ":" + table)
            .isFalse();
      }
    });
    assertThat(parts.keySet())
        .as("every role that the migration made")
        .containsExactlyInAnyOrderElementsOf(
            superuser
                .sql(
                    "select rolname from pg_roles where rolname like 'onecall\\_%' and not rolsuper")
                .query(String.class)
                .list());
  }

  @ParameterizedTest
  @MethodSource("instances")
  void noPartIsOfPowerOwnsAnythingOrMakesAnything(
      Version version, String instance, Map<String, Map<String, String>> parts) {
    JdbcClient superuser = company(version).superuser(instance, "onecall");
    for (String role : parts.keySet()) {
      assertThat(
              superuser
                  .sql(
                      """
                      select rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls
                          or exists (select from pg_class where relowner = r.oid)
                          or exists (select from pg_namespace where nspowner = r.oid
                            or has_schema_privilege(r.oid, oid, 'create'))
                          or exists (select from pg_proc where proowner = r.oid)
                          or has_database_privilege(r.oid, current_database(), 'create, temporary')
                          or (rolcanlogin and rolinherit)
                          or exists (
                            select from pg_auth_members m join pg_roles g on g.oid = m.roleid
                            where m.member = r.oid
                              and (r.rolname <> 'onecall_access' or g.rolcanlogin
                                or g.rolname not like 'onecall\\_%'))
                      from pg_roles r where rolname = ?
                      """)
                  .param(role)
                  .query(Boolean.class)
                  .single())
          .as(role)
          .isFalse();
    }
    assertThat(
            superuser
                .sql(
                    """
                    select has_database_privilege('public', current_database(),
                        'connect, create, temporary')
                      or exists (select from pg_namespace where nspname !~ '^pg_|^information_schema$'
                        and has_schema_privilege('public', oid, 'usage, create'))
                    """)
                .query(Boolean.class)
                .single())
        .as("what everybody may")
        .isFalse();
  }

  /**
   * The door's login reaches a feature's tables as the feature alone, and each feature only its
   * own.
   */
  @ParameterizedTest
  @EnumSource
  void theDoorReachesTheTablesOfAFeatureInItsRoleAlone(Version version) {
    Instances instances = opened(version);
    refused(instances.main(), "select from demands.demand");
    refused(instances.main(), "select from transfers.transfer");
    assertThat(
            instances
                .feature("demands")
                .client()
                .sql("select from demands.demand")
                .query()
                .listOfRows())
        .isEmpty();
    refused(instances.feature("demands"), "select from transfers.transfer");
    refused(instances.feature("demands"), "select from access.sealed");
    refused(instances.feature("transfers"), "select from demands.demand");
    instances
        .main()
        .transactions()
        .executeWithoutResult(status -> {
          instances
              .main()
              .asFeature(
                  "demands",
                  own ->
                      assertThat(own.sql("select current_user").query(String.class).single())
                          .isEqualTo("onecall_demands"));
          assertThat(
                  instances.main().client().sql("select current_user").query(String.class).single())
              .isEqualTo("onecall_access");
        });
  }

  /** As the roles were before features had some of their own. */
  @ParameterizedTest
  @EnumSource
  void aMigrationTakesFromALoginWhatItInherits(Version version) {
    JdbcClient superuser = company(version).superuser("main", "onecall");
    superuser.sql("alter role onecall_access inherit").update();
    Instances.migrate(company(version).settings("onecall")).close();
    assertThat(
            superuser
                .sql("select rolinherit from pg_roles where rolname = 'onecall_access'")
                .query(Boolean.class)
                .single())
        .isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void noPartMakesOrAltersATableForReal(Version version) {
    for (Instance part : served(version)) {
      refused(part, "create table access.mine (a int)");
      refused(part, "create table public.mine (a int)");
      refused(part, "create temporary table mine (a int)");
      refused(part, "create schema mine");
    }
    refused(opened(version).main(), "alter table access.sealed drop column ciphertext");
    refused(opened(version).main(), "drop table access.sealed");
    refused(opened(version).main(), "truncate access.sealed");
    refused(opened(version).log(), "alter table ledger.head disable trigger all");
    refused(opened(version).keys(), "truncate access.subject_key");
  }

  @ParameterizedTest
  @EnumSource
  @Promise({"6.2", "1.6"})
  void nobodyWhoServesChangesOrRemovesARowOfTheLog(Version version) {
    for (Instance part : List.of(opened(version).main(), opened(version).log())) {
      refused(part, "update access.entry set outcome = 1");
      refused(part, "update access.entry set actor_part = ''");
      refused(part, "select 1 from access.entry for update");
      refused(part, "delete from access.entry");
      refused(part, "truncate access.entry");
      refused(part, "update ledger.log_index set idx = 0");
      refused(part, "delete from ledger.log_index");
      refused(part, "delete from ledger.head");
    }
    refused(opened(version).log(), "insert into access.entry select * from access.entry");
    refused(opened(version).log(), "update ledger.head set origin = 'another'");
  }

  @ParameterizedTest
  @EnumSource
  void noPartReadsTheTablesOfAnother(Version version) {
    for (String table : NOT_THE_DOORS) {
      refused(opened(version).main(), "select * from " + table);
    }
    for (String table : NOT_THE_LOGS) {
      refused(opened(version).log(), "select * from " + table);
    }
    for (Instance part : served(version)) {
      refused(part, "select * from instances.installation");
      refused(part, "select * from public.onecall_schema_history");
      refused(part, "select rolpassword from pg_authid");
      refused(part, "set role " + Company.OWNER);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSealedValueIsSupersededAndNeverChanged(Version version) {
    Instance main = opened(version).main();
    refused(main, "update access.sealed set ciphertext = ''");
    refused(main, "update access.sealed set subject_id = gen_random_uuid()");
    refused(main, "update access.sealed set collected_at = now()");
    assertThat(main.client().sql("update access.sealed set superseded_at = now()").update())
        .isZero();
  }

  @ParameterizedTest
  @EnumSource
  void servesWithTheRolesOfThePartsAlone(Version version) {
    for (String instance : List.of("main", "keys")) {
      assertThat(
              company(version)
                  .superuser(instance, "onecall")
                  .sql(
                      "select distinct usename from pg_stat_activity where application_name = '1call'")
                  .query(String.class)
                  .list())
          .contains("onecall_access")
          .allMatch(role -> role.startsWith("onecall_"));
    }
    assertThat(user(opened(version).main())).isEqualTo("onecall_access");
    assertThat(user(opened(version).keys())).isEqualTo("onecall_access");
    assertThat(user(opened(version).log())).isEqualTo("onecall_ledger");
  }

  private static String user(Instance instance) {
    return instance.client().sql("select session_user").query(String.class).single();
  }

  /** The statement must be refused for lack of a right, and for nothing else. */
  private static void refused(Instance part, String statement) {
    assertThatThrownBy(() -> part.template().execute(statement))
        .as(part.part() + ": " + statement)
        .isInstanceOfSatisfying(
            DataAccessException.class,
            e ->
                assertThat(((SQLException) Objects.requireNonNull(e.getRootCause())).getSQLState())
                    .isEqualTo("42501"));
  }

  private static List<String> tables(JdbcClient superuser) {
    return superuser
        .sql(
            """
            select table_schema || '.' || table_name from information_schema.tables
            where table_schema not in ('pg_catalog', 'information_schema')
            """)
        .query((row, n) -> row.getString(1))
        .list();
  }

  /** The letters of what a role may do to a table. */
  private static String rights(JdbcClient superuser, String role, String table) {
    StringBuilder letters = new StringBuilder();
    for (String right : List.of("select", "insert", "update", "delete")) {
      String letter = right.substring(0, 1);
      if (may(superuser, "has_table_privilege", role, table, right)) {
        letters.append(letter.toUpperCase(java.util.Locale.ROOT));
      } else if (!right.equals("delete")
          && may(superuser, "has_any_column_privilege", role, table, right)) {
        letters.append(letter);
      }
    }
    return letters.toString();
  }

  private static boolean may(
      JdbcClient superuser, String function, String role, String table, String right) {
    return superuser
        .sql("select " + function + "(?, ?, ?)")
        .params(role, table, right)
        .query(Boolean.class)
        .single();
  }

  private static List<Instance> served(Version version) {
    return opened(version).all();
  }

  private static Company company(Version version) {
    return Objects.requireNonNull(COMPANIES.get(version));
  }

  private static Instances opened(Version version) {
    return Objects.requireNonNull(OPENED.get(version));
  }
}
