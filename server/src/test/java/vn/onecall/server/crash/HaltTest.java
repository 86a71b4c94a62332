package vn.onecall.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.onecall.keeper.faults.CrashPoint;
import vn.onecall.server.crash.Customer.Standing;
import vn.onecall.testing.Promise;

/** The server is halted between two durable steps, each in turn, and started again. */
class HaltTest {
  private static final List<CrashPoint> WRITING =
      List.of(CrashPoint.KEYS_PENDING, CrashPoint.MAIN_COMMITTED, CrashPoint.KEYS_CONFIRMED);

  private static final List<CrashPoint> ERASING =
      List.of(
          CrashPoint.ERASURE_MARKED,
          CrashPoint.ERASURE_JOURNALED,
          CrashPoint.ERASURE_KEYS_GONE,
          CrashPoint.ERASURE_CONFIRMED);

  private final HaltedServer server = HaltedServer.shared();
  private final List<Customer> customers = new ArrayList<>();

  @Test
  @Promise({"1.6", "6.2"})
  void aWriteThatIsHaltedAtAnyGapIsWhollyThereOrWhollyAbsent() {
    for (CrashPoint gap : WRITING) {
      customers.add(server.newcomer());
      server.haltAt(gap);
      server.caller().register(customers.getLast());
      isHaltedAndHolds(gap);

      Customer corrected = server.registered();
      customers.add(corrected);
      Map<String, String> all = Whole.values(server.number(), Whole.GROWN);
      all.remove("document");
      server.haltAt(gap);
      server.caller().correct(corrected, all);
      isHaltedAndHolds(gap);
    }
    server.holds(customers);
    assertThat(customers.stream().map(each -> each.standing() + " " + each.version()))
        .as("main's commit is the write")
        .containsExactly("UNBORN 0", "ALIVE 1", "ALIVE 1", "ALIVE 2", "ALIVE 1", "ALIVE 2");
  }

  @Test
  @Promise({"1.6", "1.8"})
  void aWithdrawalThatIsHaltedAtAnyGapHoldsOrIsWhollyAbsentAndNeverByHalf() {
    for (CrashPoint gap : WRITING) {
      Customer customer = server.registered();
      customers.add(customer);
      Caller caller = server.caller();
      caller.note(customer, "Đã hẹn gọi lại.");
      caller.choose(customer, true);
      assertThat(customer.mayBeOffered()).as("" + customer).isTrue();
      server.haltAt(gap);
      caller.choose(customer, false);
      isHaltedAndHolds(gap);
    }
    server.holds(customers);
    assertThat(customers.stream().map(each -> each.choices() + " " + each.mayBeOffered()))
        .as("main's commit is the withdrawal")
        .containsExactly("1 true", "2 false", "2 false");
  }

  @Test
  @Promise({"1.6", "6.4"})
  void aRetentionRunThatIsHaltedAtAnyGapIsFinishedForItsCategoriesAlone() {
    for (CrashPoint gap : ERASING) {
      Customer customer = server.registered();
      customers.add(customer);
      Caller caller = server.caller();
      caller.choose(customer, true);
      caller.close(customer);
      server.house().timePasses();
      server.haltAt(gap);
      assertThat(isUnserved(caller::retain)).as("halted at " + gap).isTrue();
      server.restartAfter(gap);
      server.holds(customers);
    }
    assertThat(customers.stream().map(Customer::standing)).containsOnly(Standing.CLOSED);
  }

  @Test
  void noGapIsForgotten() {
    EnumSet<CrashPoint> halted = EnumSet.copyOf(WRITING);
    halted.addAll(ERASING);
    halted.add(CrashPoint.READ_COMMITTED);
    halted.add(OnceTest.CARRIED_OUT);
    halted.addAll(TransferHaltTest.CARRYING);
    for (CrashPoint gap : CrashPoint.values()) {
      if (gap.name().startsWith("LOG_")) {
        halted.add(gap);
      }
    }
    assertThat(halted).containsExactlyInAnyOrder(CrashPoint.values());
  }

  @Test
  @Promise("1.6")
  void aReadThatIsHaltedBeforeItsAnswerHasItsEntry() {
    customers.add(server.registered());
    long entries = server.main().count("access.entry");
    Caller caller = server.caller();
    server.haltAt(CrashPoint.READ_COMMITTED);
    assertThat(isUnserved(() -> caller.view(customers.getFirst().id()))).isTrue();
    server.restartAfter(CrashPoint.READ_COMMITTED);
    assertThat(server.main().count("access.entry")).isEqualTo(entries + 1);
    server.holds(customers);
  }

  @Test
  @Promise({"1.6", "6.4"})
  void anErasureThatIsHaltedAtAnyGapIsFinishedByTheRestart() {
    Customer bystander = server.registered();
    for (CrashPoint gap : ERASING) {
      customers.add(server.registered());
      server.haltAt(gap);
      server.caller().erase(customers.getLast());
      isHaltedAndHolds(gap);
    }
    assertThat(customers.stream().map(Customer::standing)).containsOnly(Standing.ERASED);
    server.holds(List.of(bystander));
  }

  /** Five starts more, and so for the long run: {@code -Donecall.long=true}. */
  @Test
  @EnabledIfSystemProperty(named = "onecall.long", matches = "true")
  @Promise("6.4")
  void anErasureIsFinishedEvenIfEachRestartIsHaltedInItsTurn() {
    try (Installation house = Installation.withOneCustomer("halted-recovery")) {
      Customer resident = Installation.resident();
      ServerProcess first = house.start("-Donecall.halt-at=" + ERASING.getFirst());
      new Caller(first.api()).erase(resident);
      assertThat(resident.unanswered()).isNotNull();
      first.awaitHalt();
      for (CrashPoint gap : ERASING.subList(1, ERASING.size())) {
        house.start("-Donecall.halt-at=" + gap).awaitHalt();
      }
      ServerProcess last = house.start();
      Truth truth = new Truth(house, last);
      truth.holdsFor(List.of(resident));
      truth.holdsInTheTables(List.of(resident));
      new PublishedLog(last.api()).verify(last.api(), last.answered());
      last.stop();
      assertThat(resident.standing()).isEqualTo(Standing.ERASED);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "LOG_.*")
  @Promise("1.6")
  void theLogGoesOnWhereItWasHaltedAndHoldsEveryAnsweredEntry(CrashPoint gap) {
    Customer newcomer = server.newcomer();
    customers.add(newcomer);
    Caller caller = server.caller();
    server.haltAt(gap);
    caller.register(newcomer);
    while (!isUnserved(() -> caller.find("phone", newcomer.value("phone")))) {
      Pause.briefly();
    }
    server.restartAfter(gap);
    server.holds(customers);
  }

  /** What was asked last got no answer; after the restart all is as it was acknowledged. */
  private void isHaltedAndHolds(CrashPoint gap) {
    Customer last = customers.getLast();
    assertThat(last.unanswered()).as("asked, and halted at " + gap).isNotNull();
    server.restartAfter(gap);
    server.holds(customers);
  }

  private interface Asking {
    void ask() throws Caller.Unserved;
  }

  private static boolean isUnserved(Asking asking) {
    try {
      asking.ask();
      return false;
    } catch (Caller.Unserved e) {
      return true;
    }
  }
}
