package vn.onecall.keeper.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.onecall.server.fixture.People.call;
import static vn.onecall.server.fixture.People.granted;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.onecall.server.fixture.Folders;
import vn.onecall.server.fixture.House;
import vn.onecall.server.fixture.People;
import vn.onecall.server.fixture.ShiftedClock;
import vn.onecall.testing.Promise;

/** The sweeper under a clock that jumps: it ends no write twice, and no write for somebody else. */
@Promise("6.2")
class SweeperClockTest {
  private static final Duration AGE = Duration.ofSeconds(60);

  private static final ShiftedClock CLOCK = new ShiftedClock();
  private static House house;
  private static KeysStore keys;
  private static SubjectStore subjects;
  private static Sweeper sweeper;

  @BeforeAll
  static void build() {
    house = House.build("sweeper-clock", Folders.POLICY, CLOCK);
    keys = new KeysStore(house.instances().keys());
    FactStore facts =
        new FactStore(house.instances().main(), new DerivedFacts(house.door().policy()));
    subjects = new SubjectStore(house.instances().main(), facts);
    sweeper = new Sweeper(keys, subjects, CLOCK);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @Test
  void takesAWriteThatOnlyAJumpMadeOldAndTheWriterStoresNothing() {
    CLOCK.shift(Duration.ZERO);
    SubjectId subject = People.register(house).subject();
    UUID write = UUID.randomUUID();
    Instant began = CLOCK.instant();
    keys.begin(KeysStore.Pending.of(write, subject), List.of(), began);
    CLOCK.shift(Duration.ofDays(1).plusHours(1));
    sweeper.sweep(AGE);
    sweeper.sweep(AGE);
    assertThat(pending()).isZero();
    CLOCK.shift(Duration.ofHours(-1));
    sweeper.sweep(AGE);
    assertThat(subjects.claim(subject, write, SubjectStore.Winner.WRITER, began))
        .as("the writer, who comes too late, claims the write")
        .isFalse();
    correct(subject, 1);
  }

  @Test
  void aWriteFromBeforeAJumpBackIsInNobodysWay() {
    CLOCK.shift(Duration.ZERO);
    SubjectId subject = People.register(house).subject();
    UUID write = UUID.randomUUID();
    keys.begin(KeysStore.Pending.of(write, subject), List.of(), CLOCK.instant());
    CLOCK.shift(Duration.ofDays(-1));
    sweeper.sweep(AGE);
    assertThat(pending()).as("from the future, and so left alone").isEqualTo(1);
    correct(subject, 1);
    assertThat(pending()).as("ended by the next write of the same subject").isZero();
    assertThatThrownBy(() -> correctOnce(subject, 1)).isInstanceOf(ConflictException.class);
  }

  private static void correct(SubjectId subject, long version) {
    assertThat(correctOnce(subject, version).version()).isEqualTo(version + 1);
  }

  private static Written correctOnce(SubjectId subject, long version) {
    return granted(
        house
            .door()
            .correct(
                call(house, "account.correct"),
                subject,
                version,
                People.BY_PHONE,
                NewValues.of(Map.of("email", "sua.%s@vidu.vn".formatted(version)))));
  }

  private static long pending() {
    return house.countInKeys("access.pending_write");
  }
}
