package vn.onecall.keeper.instances;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import vn.onecall.fields.catalogue.FieldTypes;
import vn.onecall.keeper.calls.Caller;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.decisions.Grant;
import vn.onecall.keeper.door.Door;
import vn.onecall.keeper.door.Keeper;
import vn.onecall.keeper.door.KeeperSettings;
import vn.onecall.keeper.erasure.Erased;
import vn.onecall.keeper.features.Features;
import vn.onecall.keeper.log.LogSettings;
import vn.onecall.keeper.log.TransparencyLog;
import vn.onecall.keeper.subjects.CollectionOrigin;
import vn.onecall.keeper.subjects.NewValues;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.keeper.writes.Written;
import vn.onecall.policy.Policy;
import vn.onecall.policy.reading.PolicyReader;
import vn.onecall.sealing.Keystore;
import vn.onecall.sealing.Unlock;
import vn.onecall.server.fixture.Calls;
import vn.onecall.server.fixture.People;

/** Two instances of PostgreSQL 15, the oldest version that we serve on, given by URL. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OldestPostgresTest {
  private static final Path POLICY = Path.of("../policies/1call/policy.yaml");

  @TempDir private static Path folder;
  private static InstalledPostgres main;
  private static InstalledPostgres keys;

  @BeforeAll
  static void start() throws Exception {
    main = InstalledPostgres.start(folder.resolve("main"));
    keys = InstalledPostgres.start(folder.resolve("keys"));
  }

  @AfterAll
  static void stop() {
    main.close();
    keys.close();
  }

  @Test
  @Order(1)
  void isNotServedBeforeItsOperatorMigratesIt() {
    assertThatThrownBy(() -> Instances.open(settings(keys.url())).close())
        .isInstanceOf(InstanceException.class)
        .hasMessageContaining("'main'")
        .hasMessageContaining("onecall db migrate");
  }

  @Test
  @Order(2)
  void oneInstanceIsNeverTakenForTwo() {
    assertThatThrownBy(() -> Instances.migrate(settings(main.url())).close())
        .isInstanceOf(InstanceException.class)
        .hasMessageContaining("one PostgreSQL instance");
  }

  @Test
  @Order(3)
  void carriesTheWholeLineFromRegistrationToErasure() throws Exception {
    Instances.migrate(settings(keys.url())).close();
    Policy policy = PolicyReader.load(POLICY);
    try (Instances instances = Instances.open(settings(keys.url()));
        Unlock unlock = Unlock.createSecretFile(folder.resolve("secret"));
        Keystore keystore = Keystore.create(folder.resolve("keystore"), unlock)) {
      instances.bind(keystore.installation(), keystore.check());
      try (Keeper access =
              Keeper.open(
                  instances.main(),
                  instances.keys(),
                  keystore,
                  policy,
                  Features.discover().fieldTypes(FieldTypes.standard(Clock.systemUTC())),
                  new KeeperSettings(
                      folder.resolve("journal"), Duration.ofDays(30), Features.discover()),
                  Clock.systemUTC());
          TransparencyLog ledger =
              TransparencyLog.open(
                  instances.log(),
                  keystore,
                  new LogSettings(
                      "oldest.example/log",
                      folder.resolve("log"),
                      Duration.ofMillis(50),
                      Duration.ofSeconds(4)),
                  Clock.systemUTC())) {
        walk(
            access.door(),
            ledger,
            new Caller("desk", policy.activities().keySet(), Optional.empty()));
      }
    }
    assertThat(Files.readString(folder.resolve("journal")).lines()).hasSize(2);
  }

  private static void walk(Door door, TransparencyLog ledger, Caller caller) {
    CollectionOrigin collected =
        new CollectionOrigin("customer", "transaction-registration", "counter");
    Written written =
        permitted(
            door.register(
                Calls.of(door.policy(), "customers.register", caller),
                People.registration(
                    Map.of(
                        "full-name",
                        "Lê Thị Hoa",
                        "email",
                        "hoa@mail.example",
                        "phone",
                        "+84901234567"))));
    SubjectId subject = written.subject();
    assertThat(permitted(find(door, caller)).open()).hasSize(1);
    Written corrected =
        permitted(
            door.correct(
                Calls.of(door.policy(), "account.correct", caller),
                subject,
                written.version(),
                collected,
                NewValues.of(Map.of("phone", "+84912345678"))));
    assertThat(permitted(find(door, caller)).open()).isEmpty();
    permitted(
        door.restrict(
            Calls.of(door.policy(), "account.restrict", caller),
            subject,
            corrected.version(),
            true));
    assertThat(door.read(Calls.of(door.policy(), "care.reveal-contact", caller), List.of(subject)))
        .isInstanceOf(Outcome.Denied.class);
    Erased erased =
        permitted(door.erase(Calls.of(door.policy(), "account.erase", caller), subject));
    assertThat(door.read(Calls.of(door.policy(), "account.view", caller), List.of(subject)))
        .isInstanceOf(Outcome.Denied.class);
    assertThat(ledger.proof(erased.entry(), Duration.ofSeconds(5))).isPresent();
  }

  private static Outcome<Grant> find(Door door, Caller caller) {
    return door.find(
        Calls.of(door.policy(), "care.find-customer", caller), "phone", "+84901234567");
  }

  private static <T> T permitted(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Permitted<T>(T value) -> value;
      case Outcome.Denied<T>(var denial) -> throw new AssertionError(denial.code());
    };
  }

  private static InstanceSettings settings(String keysUrl) {
    Path password = folder.resolve("main/password");
    return new InstanceSettings(
        folder.resolve("server"),
        folder.resolve("server"),
        new DatabaseSettings(main.url(), InstalledPostgres.USERNAME, password, 4),
        new DatabaseSettings(keysUrl, InstalledPostgres.USERNAME, password, 4));
  }
}
