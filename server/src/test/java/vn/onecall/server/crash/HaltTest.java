package vn.onecall.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.onecall.keeper.faults.CrashPoint;
import vn.onecall.server.crash.Customer.Standing;
import vn.onecall.testing.Promise;

/**
 * The server is halted between two durable steps, each in turn, and started again. Where several
 * halts follow each other on one installation, the run that is checked after a halt is already set
 * to halt at the next gap, which checking does not reach.
 */
class HaltTest {
  private static final List<CrashPoint> WRITING =
      List.of(CrashPoint.KEYS_PENDING, CrashPoint.MAIN_COMMITTED, CrashPoint.KEYS_CONFIRMED);

  private static final List<CrashPoint> ERASING =
      List.of(
          CrashPoint.ERASURE_MARKED,
          CrashPoint.ERASURE_JOURNALED,
          CrashPoint.ERASURE_KEYS_GONE,
          CrashPoint.ERASURE_CONFIRMED);

  private final TreeSet<String> answered = new TreeSet<>();
  private final List<Customer> customers = new ArrayList<>();
  private @Nullable PublishedLog log;

  @Test
  @Promise({"1.6", "6.2"})
  void aWriteThatIsHaltedAtAnyGapIsWhollyThereOrWhollyAbsent() {
    try (Installation house = Installation.withOneCustomer("halted-writes")) {
      customers.add(Installation.resident());
      int number = 0;
      for (CrashPoint gap : WRITING) {
        // A registration passes each gap once, so that the second pass is the correction's.
        for (int pass : List.of(1, 2)) {
          number++;
          Customer customer = newcomer(number);
          customers.add(customer);
          ServerProcess server = startAndCheck(house, "-Donecall.halt-at=" + gap + ":" + pass);
          Caller caller = new Caller(server.api());
          caller.register(customer);
          if (pass == 2) {
            Map<String, String> all = Whole.values(100 + number, Whole.GROWN);
            all.remove("document");
            caller.correct(customer, all);
          }
          assertThat(customer.unanswered()).as("asked, and halted at " + gap).isNotNull();
          halted(server, gap);
        }
      }
      startAndCheck(house).stop();
      assertThat(customers.stream().map(each -> each.standing() + " " + each.version()))
          .as("main's commit is the write")
          .containsExactly(
              "ALIVE 1", "UNBORN 0", "ALIVE 1", "ALIVE 1", "ALIVE 2", "ALIVE 1", "ALIVE 2");
    }
  }

  @Test
  @Promise({"1.6", "1.8"})
  void aWithdrawalThatIsHaltedAtAnyGapHoldsOrIsWhollyAbsentAndNeverByHalf() {
    try (Installation house = Installation.withOneCustomer("halted-choices")) {
      customers.add(Installation.resident());
      int number = 0;
      for (CrashPoint gap : WRITING) {
        number++;
        Customer customer = newcomer(number);
        customers.add(customer);
        // The first write is the registration, the second the note, the third the consent.
        ServerProcess server = startAndCheck(house, "-Donecall.halt-at=" + gap + ":4");
        Caller caller = new Caller(server.api());
        caller.register(customer);
        caller.note(customer, "Đã hẹn gọi lại.");
        caller.choose(customer, true);
        assertThat(customer.mayBeOffered()).as("" + customer).isTrue();
        caller.choose(customer, false);
        assertThat(customer.unanswered()).as("asked, and halted at " + gap).isNotNull();
        halted(server, gap);
      }
      startAndCheck(house).stop();
      assertThat(customers.stream().map(each -> each.choices() + " " + each.mayBeOffered()))
          .as("main's commit is the withdrawal")
          .containsExactly("0 false", "1 true", "2 false", "2 false");
    }
  }

  @Test
  @Promise({"1.6", "6.4"})
  void aRetentionRunThatIsHaltedAtAnyGapIsFinishedForItsCategoriesAlone() {
    try (Installation house = Installation.withOneCustomer("halted-retention")) {
      customers.add(Installation.resident());
      for (CrashPoint gap : ERASING) {
        ServerProcess server = startAndCheck(house, "-Donecall.halt-at=" + afterRecovery(gap));
        Caller caller = new Caller(server.api());
        Customer customer = newcomer(customers.size());
        customers.add(customer);
        caller.register(customer);
        caller.choose(customer, true);
        caller.close(customer);
        house.timePasses();
        assertThat(isUnserved(caller::retain)).as("halted at " + gap).isTrue();
        halted(server, gap);
      }
      startAndCheck(house).stop();
      assertThat(customers.stream().skip(1).map(Customer::standing)).containsOnly(Standing.CLOSED);
    }
  }

  @Test
  void noGapIsForgotten() {
    EnumSet<CrashPoint> halted = EnumSet.copyOf(WRITING);
    halted.addAll(ERASING);
    halted.add(CrashPoint.READ_COMMITTED);
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
    try (Installation house = Installation.withOneCustomer("halted-read")) {
      customers.add(Installation.resident());
      ServerProcess server = house.start("-Donecall.halt-at=" + CrashPoint.READ_COMMITTED);
      Caller caller = new Caller(server.api());
      long entries = house.tables("main").count("access.entry");
      assertThat(isUnserved(() -> caller.view(customers.getFirst().id()))).isTrue();
      halted(server, CrashPoint.READ_COMMITTED);
      ServerProcess restarted = house.start();
      assertThat(house.tables("main").count("access.entry")).isEqualTo(entries + 1);
      check(house, restarted);
      restarted.stop();
    }
  }

  @Test
  @Promise({"1.6", "6.4"})
  void anErasureThatIsHaltedAtAnyGapIsFinishedByTheRestart() {
    try (Installation house = Installation.withOneCustomer("halted-erasures")) {
      customers.add(Installation.resident());
      for (CrashPoint gap : ERASING) {
        ServerProcess server = startAndCheck(house, "-Donecall.halt-at=" + afterRecovery(gap));
        Caller caller = new Caller(server.api());
        customers.add(newcomer(customers.size()));
        caller.register(customers.getLast());
        eraseUntilHalted(server, gap);
      }
      startAndCheck(house).stop();
      assertThat(customers.stream().map(Customer::standing))
          .containsExactly(
              Standing.ERASED, Standing.ERASED, Standing.ERASED, Standing.ERASED, Standing.ALIVE);
    }
  }

  /** Five starts more, and so for the long run: {@code -Donecall.long=true}. */
  @Test
  @EnabledIfSystemProperty(named = "onecall.long", matches = "true")
  @Promise("6.4")
  void anErasureIsFinishedEvenIfEachRestartIsHaltedInItsTurn() {
    try (Installation house = Installation.withOneCustomer("halted-recovery")) {
      customers.add(Installation.resident());
      ServerProcess server = house.start("-Donecall.halt-at=" + ERASING.getFirst());
      eraseUntilHalted(server, ERASING.getFirst());
      for (CrashPoint gap : ERASING.subList(1, ERASING.size())) {
        house.start("-Donecall.halt-at=" + gap).awaitHalt();
      }
      startAndCheck(house).stop();
      assertThat(customers.getFirst().standing()).isEqualTo(Standing.ERASED);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "LOG_.*")
  @Promise("1.6")
  void theLogGoesOnWhereItWasHaltedAndHoldsEveryAnsweredEntry(CrashPoint gap) {
    try (Installation house = Installation.withOneCustomer("halted-log")) {
      customers.add(Installation.resident());
      ServerProcess server = house.start("-Donecall.halt-at=" + gap);
      Caller caller = new Caller(server.api());
      log = new PublishedLog(server.api());
      log.look(server.api());
      customers.add(newcomer(1));
      caller.register(customers.getLast());
      while (!isUnserved(() -> caller.find("phone", "+84907391001"))) {
        Pause.briefly();
      }
      halted(server, gap);
      startAndCheck(house).stop();
    }
  }

  private static Customer newcomer(int number) {
    return Customer.whole(number, false);
  }

  /** Erases the longest known of those who live. */
  private void eraseUntilHalted(ServerProcess server, CrashPoint gap) {
    Customer next =
        customers.stream()
            .filter(each -> each.standing() == Standing.ALIVE)
            .findFirst()
            .orElseThrow();
    new Caller(server.api()).erase(next);
    assertThat(next.unanswered()).as("asked, and halted at " + gap).isNotNull();
    halted(server, gap);
  }

  /**
   * The gap's next pass after the start: the start itself ends the erasure that was halted before,
   * and passes every gap after the first.
   */
  private static String afterRecovery(CrashPoint gap) {
    return gap + (gap == ERASING.getFirst() ? ":1" : ":2");
  }

  private void halted(ServerProcess server, CrashPoint gap) {
    server.awaitHalt();
    answered.addAll(server.answered());
    System.out.println("halted at " + gap + "; entries answered so far: " + answered.size());
  }

  private ServerProcess startAndCheck(Installation house, String... options) {
    ServerProcess server = house.start(options);
    check(house, server);
    return server;
  }

  private void check(Installation house, ServerProcess server) {
    Truth truth = new Truth(house, server);
    truth.holdsFor(customers);
    truth.holdsInTheTables(customers);
    PublishedLog published = log == null ? new PublishedLog(server.api()) : log;
    log = published;
    answered.addAll(server.answered());
    published.verify(server.api(), answered);
    published.prove(server.api(), answered);
    Tables main = house.tables("main");
    assertThat(main.set("select entry_id from ledger.log_index"))
        .as("every entry has its place in the log")
        .isEqualTo(main.set("select entry_id from access.entry"));
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
