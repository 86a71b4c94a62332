package vn.onecall.keeper.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.onecall.server.fixture.People.call;
import static vn.onecall.server.fixture.People.granted;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import vn.onecall.keeper.faults.EpochException;
import vn.onecall.keeper.instances.OperatorConnection;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.sealing.KeystoreChanges;
import vn.onecall.sealing.Unlock;
import vn.onecall.server.fixture.Folders;
import vn.onecall.server.fixture.House;
import vn.onecall.server.fixture.People;
import vn.onecall.server.fixture.ProgramLog;
import vn.onecall.testing.Promise;

/** Bringing all keys under a new epoch, and ending the old one. */
class KeyRewrapperTest {
  private static final Duration RETENTION = Duration.ofDays(30);
  private static final Duration SOON = Duration.ofMillis(200);

  private House house = House.build("rewrapping");

  /** An epoch is ended by an operator's command, which is not the server. */
  private OperatorConnection operator =
      OperatorConnection.of(Folders.settings(house.data()), house.keystore().installation());

  private KeyEpochs epochs = new KeyEpochs(operator.keys());

  @BeforeEach
  void customers() {
    for (int i = 0; i < 5; i++) {
      People.register(house);
    }
  }

  @AfterEach
  void close() {
    operator.close();
    house.close();
  }

  @Test
  @Promise("6.4")
  void anEpochEndsOnceItIsEmptyAndTheBackupsOfItsKeysHaveExpired() {
    assertThat(first().keys()).isEqualTo(keysUnder(1)).isPositive();
    rotate();
    refusesToRetire("keys stand under epoch 1", Instant.now().plus(RETENTION));
    try (KeyRewrapper _ = rewrapping()) {
      await(() -> first().emptySince() != null);
    }
    assertThat(keysUnder(1)).isZero();
    Instant since = Objects.requireNonNull(first().emptySince());
    refusesToRetire("until " + since.plus(RETENTION), since.plus(RETENTION).minusSeconds(1));
    epochs.retire(1, RETENTION, false, since.plus(RETENTION));
    assertThat(epochs.standing()).containsOnlyKeys(2);
    // Cut short after this and begun again, it has nothing left to do here.
    epochs.retire(1, RETENTION, false, since);
  }

  @Test
  void anEpochThatMayStillBeWrittenUnderCountsAsEmptyForNobody() {
    rotate();
    try (KeyRewrapper _ =
        KeyRewrapper.start(
            house.instances().keys(), house.keystore(), Clock.systemUTC(), Duration.ofHours(1))) {
      await(() -> keysUnder(1) == 0);
    }
    refusesToRetire("not yet sure", Instant.now().plus(RETENTION));
    epochs.retire(1, RETENTION, true, Instant.now());
  }

  @Test
  void noKeyIsStoredUnderAnEpochThatIsNotKnownOrHasEnded() {
    assertThatThrownBy(() -> copyAKeyUnder(7)).isInstanceOf(DataIntegrityViolationException.class);
    rotate();
    try (KeyRewrapper _ = rewrapping()) {
      await(() -> keysUnder(1) == 0);
    }
    epochs.retire(1, RETENTION, true, Instant.now());
    assertThatThrownBy(() -> copyAKeyUnder(1)).isInstanceOf(DataIntegrityViolationException.class);
  }

  private void copyAKeyUnder(int epoch) {
    house
        .keys()
        .sql(
            """
            insert into access.subject_key (subject_id, category, epoch, wrapped)
            select gen_random_uuid(), category, ?, wrapped from access.subject_key limit 1
            """)
        .param(epoch)
        .update();
  }

  @Test
  void waitsForNobodyAndTakesWhatWasHeldInTheNextPass() {
    SubjectId held = People.register(house).subject();
    int theirs = keysOf(held, 1);
    rotate();
    house
        .keysAdministrator()
        .transactions()
        .executeWithoutResult(status -> {
          house
              .keys()
              .sql("select 1 from access.subject_key where subject_id = ? for update")
              .param(held.value())
              .query()
              .listOfRows();
          try (KeyRewrapper _ = rewrapping()) {
            await(() -> keysUnder(1) == theirs);
          }
          assertThat(keysOf(held, 1)).isEqualTo(theirs);
        });
    try (KeyRewrapper _ = rewrapping()) {
      await(() -> keysUnder(1) == 0);
    }
    assertThat(granted(house.door().read(call(house, "account.view"), List.of(held))).open())
        .hasSize(1);
  }

  @Test
  @Promise("6.2")
  void leavesAKeyThatDoesNotOpenAsItIsAndSaysSo() {
    SubjectId broken = People.register(house).subject();
    house
        .keys()
        .sql(
            "update access.subject_key set wrapped = decode(repeat('00', 60), 'hex')"
                + " where subject_id = ? and category = 'contact'")
        .param(broken.value())
        .update();
    rotate();
    ProgramLog log = ProgramLog.listen();
    try (KeyRewrapper _ = rewrapping()) {
      await(() -> keysUnder(1) == 1);
      await(() -> log.said().contains("1 keys of past epochs do not open"));
    }
    assertThat(log.said()).doesNotContain(broken.toString());
    refusesToRetire("1 key stands", Instant.now().plus(RETENTION));
  }

  @Test
  void refusesAKeystoreThatIsOlderThanKeysOrHasAnotherEpochOfTheSameNumber() throws Exception {
    Path file = house.data().resolve("keystore");
    byte[] first = Files.readAllBytes(file);
    rotate();
    Files.write(file, first);
    assertThatThrownBy(() -> house.reopen())
        .isInstanceOf(EpochException.class)
        .hasMessageContaining("The keystore is older than keys");
    KeystoreChanges.beginEpoch(file, unlock(), Instant.now());
    assertThatThrownBy(() -> house.reopen())
        .isInstanceOf(EpochException.class)
        .hasMessageContaining("is not the one that keys were wrapped under");
  }

  private KeyEpochs.Standing first() {
    return Objects.requireNonNull(epochs.standing().get(1));
  }

  private void refusesToRetire(String reason, Instant now) {
    assertThatThrownBy(() -> epochs.retire(1, RETENTION, false, now))
        .isInstanceOf(EpochException.class)
        .hasMessageContaining(reason);
  }

  private void rotate() {
    KeystoreChanges.beginEpoch(house.data().resolve("keystore"), unlock(), Instant.now());
    house.keystore().reload(new KeyEpochs(house.instances().keys())::register);
  }

  private Unlock unlock() {
    return Unlock.secretFile(house.data().resolve("keystore.secret"));
  }

  private KeyRewrapper rewrapping() {
    return KeyRewrapper.start(house.instances().keys(), house.keystore(), Clock.systemUTC(), SOON);
  }

  private long keysUnder(int epoch) {
    return house
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

  private int keysOf(SubjectId subject, int epoch) {
    return house
        .keys()
        .sql("select count(*) from access.subject_key where subject_id = ? and epoch = ?")
        .params(subject.value(), epoch)
        .query(Integer.class)
        .single();
  }

  private static void await(BooleanSupplier condition) {
    Instant end = Instant.now().plusSeconds(30);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("patience").isBefore(end);
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
