package vn.onecall.server.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.server.fixture.Folders;
import vn.onecall.server.fixture.House;
import vn.onecall.server.fixture.MovedClock;
import vn.onecall.testing.Promise;

/** Nobody is flooded with messages, nobody guesses a code, and nothing of it stays. */
@Promise("6.2")
class CodeLimitsTest {
  private static final Instant NOON = Instant.parse("2026-11-26T05:00:00Z");
  private static final int SENT_BY_A_CLIENT = 30;
  private static final MovedClock CLOCK = new MovedClock(NOON);

  private static House house;
  private static CodeLimits limits;
  private static int clients;

  @BeforeAll
  static void build() {
    house = House.build("code-limits", Folders.POLICY, CLOCK);
    limits = new CodeLimits(house.instances(), SENT_BY_A_CLIENT);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  private String client = "";
  private SubjectId customer = SubjectId.random();

  @BeforeEach
  void anybody() {
    CLOCK.moveTo(NOON);
    client = "client-" + ++clients;
    customer = SubjectId.random();
  }

  @Test
  void sendsAContactFiveCodesAnHourAndItsOwnerTenByAllWays() {
    takes(5, CodeLimits.Counted.SENT, ContactKind.EMAIL, 0);
    met(CodeLimits.Of.CONTACT, CodeLimits.Counted.SENT, ContactKind.EMAIL, 0);
    takes(4, CodeLimits.Counted.SENT, ContactKind.PHONE, 0);
    // What a contact was refused counts for its customer: it was asked for.
    met(CodeLimits.Of.CUSTOMER, CodeLimits.Counted.SENT, ContactKind.PHONE, 1);
    CLOCK.moveTo(NOON.plus(CodeLimits.WINDOW).minusSeconds(1));
    met(CodeLimits.Of.CUSTOMER, CodeLimits.Counted.SENT, ContactKind.EMAIL, 0);
    CLOCK.moveTo(NOON.plus(CodeLimits.WINDOW));
    takes(1, CodeLimits.Counted.SENT, ContactKind.EMAIL, 0);
  }

  @Test
  void letsACodeBeTriedFiveTimesAndThoseOfACustomerTwentyAnHour() {
    takes(5, CodeLimits.Counted.TRIED, ContactKind.EMAIL, 0);
    met(CodeLimits.Of.CONTACT, CodeLimits.Counted.TRIED, ContactKind.EMAIL, 0);
    takes(1, CodeLimits.Counted.SENT, ContactKind.EMAIL, 0);
    takes(5, CodeLimits.Counted.TRIED, ContactKind.EMAIL, 0);
    takes(5, CodeLimits.Counted.TRIED, ContactKind.PHONE, 0);
    takes(4, CodeLimits.Counted.TRIED, ContactKind.PHONE, 1);
    takes(1, CodeLimits.Counted.SENT, ContactKind.EMAIL, 0);
    met(CodeLimits.Of.CUSTOMER, CodeLimits.Counted.TRIED, ContactKind.EMAIL, 0);
  }

  @Test
  void stopsAClientThatHasManyCustomersSentTo() {
    for (int i = 0; i < SENT_BY_A_CLIENT; i++) {
      customer = SubjectId.random();
      takes(1, CodeLimits.Counted.SENT, ContactKind.EMAIL, 0);
    }
    customer = SubjectId.random();
    met(CodeLimits.Of.CLIENT, CodeLimits.Counted.SENT, ContactKind.EMAIL, 0);
    for (int i = 0; i < 2 * SENT_BY_A_CLIENT; i++) {
      customer = SubjectId.random();
      takes(1, CodeLimits.Counted.TRIED, ContactKind.EMAIL, 0);
    }
    met(CodeLimits.Of.CLIENT, CodeLimits.Counted.TRIED, ContactKind.EMAIL, 0);
    client = "another-client";
    takes(1, CodeLimits.Counted.SENT, ContactKind.EMAIL, 0);
  }

  @Test
  void countsForAClientOnlyWhatWasSent() {
    for (int i = 0; i < 2 * SENT_BY_A_CLIENT; i++) {
      customer = SubjectId.random();
      limits.missCustomer(place(ContactKind.EMAIL, 0), CodeLimits.Counted.SENT, CLOCK.instant());
    }
    assertThat(
            limits.reached(
                client, place(ContactKind.PHONE, 0), CodeLimits.Counted.SENT, CLOCK.instant()))
        .isEmpty();
    takes(1, CodeLimits.Counted.SENT, ContactKind.PHONE, 0);
  }

  @Test
  void keepsNoCodePastItsLifeAndNoCountPastItsHour() {
    CodeStore store = new CodeStore(house.instances().feature("verification").client());
    takes(1, CodeLimits.Counted.SENT, ContactKind.EMAIL, 0);
    takes(1, CodeLimits.Counted.TRIED, ContactKind.PHONE, 0);
    store.put(
        place(ContactKind.EMAIL, 0),
        new CodeStore.Sent(new byte[32], 1),
        NOON.plus(Verification.LIFE));
    CodeSweeper sweeper = new CodeSweeper(house.instances(), CLOCK);
    CLOCK.moveTo(NOON.plus(Verification.LIFE).minusSeconds(1));
    sweeper.run();
    assertThat(store.find(place(ContactKind.EMAIL, 0), CLOCK.instant())).isPresent();
    assertThat(house.countInMain("verification.code")).isEqualTo(1);
    CLOCK.moveTo(NOON.plus(Verification.LIFE));
    sweeper.run();
    assertThat(house.countInMain("verification.code")).isZero();
    assertThat(tallies()).isPositive();
    CLOCK.moveTo(NOON.plus(CodeLimits.WINDOW));
    sweeper.run();
    assertThat(tallies()).isZero();
  }

  private long tallies() {
    return house
        .main()
        .sql("select count(*) from verification.tally where subject_id = ?")
        .param(customer.value())
        .query(Long.class)
        .single();
  }

  private void takes(int times, CodeLimits.Counted counted, ContactKind contact, int item) {
    for (int i = 0; i < times; i++) {
      assertThat(take(counted, contact, item)).isEmpty();
    }
  }

  private void met(CodeLimits.Of of, CodeLimits.Counted counted, ContactKind contact, int item) {
    assertThat(take(counted, contact, item))
        .hasValueSatisfying(met -> {
          assertThat(met.of()).isEqualTo(of);
          assertThat(met.counted()).isEqualTo(counted);
          assertThat(met.left()).isPositive().isLessThanOrEqualTo(CodeLimits.WINDOW);
          assertThat(met.words().vi()).contains("" + met.most());
          assertThat(met.words().en()).contains("" + met.most());
        });
  }

  private Optional<CodeLimits.Met> take(CodeLimits.Counted counted, ContactKind contact, int item) {
    return limits.take(client, place(contact, item), counted, CLOCK.instant());
  }

  private CodeStore.Place place(ContactKind contact, int item) {
    return new CodeStore.Place(customer, contact, item);
  }
}
