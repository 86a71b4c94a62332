package vn.onecall.keeper.writes;

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
import vn.onecall.keeper.faults.ConflictException;
import vn.onecall.keeper.keys.SubjectKeyStore;
import vn.onecall.keeper.subjects.NewValues;
import vn.onecall.keeper.subjects.SubjectId;
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
  private static SubjectKeyStore keys;
  private static ClaimStore claims;
  private static Sweeper sweeper;

  @BeforeAll
  static void build() {
    house = House.build("sweeper-clock", Folders.POLICY, CLOCK);
    keys = new SubjectKeyStore(house.instances().keys(), (write, whose) -> {});
    claims = new ClaimStore(house.instances().main());
    sweeper = new Sweeper(keys, claims, CLOCK);
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
    keys.begin(SubjectKeyStore.Pending.of(write, subject), List.of(), began);
    CLOCK.shift(Duration.ofDays(1).plusHours(1));
    sweeper.sweep(AGE);
    sweeper.sweep(AGE);
    assertThat(pending()).isZero();
    CLOCK.shift(Duration.ofHours(-1));
    sweeper.sweep(AGE);
    assertThat(claims.claim(subject, write, ClaimStore.Winner.WRITER, began))
        .as("the writer, who comes too late, claims the write")
        .isFalse();
    correct(subject, 1);
  }

  @Test
  void aWriteFromBeforeAJumpBackIsInNobodysWay() {
    CLOCK.shift(Duration.ZERO);
    SubjectId subject = People.register(house).subject();
    UUID write = UUID.randomUUID();
    keys.begin(SubjectKeyStore.Pending.of(write, subject), List.of(), CLOCK.instant());
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
