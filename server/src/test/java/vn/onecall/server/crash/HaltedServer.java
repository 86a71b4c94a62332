package vn.onecall.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.onecall.keeper.faults.CrashPoint;
import vn.onecall.server.fixture.AtTheEnd;

/**
 * A server that is halted at one gap after the other and started again each time, on one
 * installation whose databases outlive it. All tests of this process halt the same one, and each
 * brings customers of its own.
 */
final class HaltedServer {
  private static @Nullable HaltedServer shared;

  private final Installation house = Installation.ofLastingDatabases("halted");
  private final TreeSet<String> answered = new TreeSet<>();
  private final TreeSet<String> proved = new TreeSet<>();
  private @Nullable PublishedLog log;
  private ServerProcess running = house.start();
  private int customers;

  private HaltedServer() {}

  /** The one of this process, serving. */
  static synchronized HaltedServer shared() {
    if (shared == null) {
      HaltedServer made = new HaltedServer();
      AtTheEnd.close(made.house);
      shared = made;
    }
    shared.serve();
    return shared;
  }

  /** After a test that failed midway the next one begins with a server that nobody has told. */
  private void serve() {
    if (running.ended() || running.isToldOf()) {
      running.kill();
      running = house.start();
    }
  }

  Installation house() {
    return house;
  }

  Api api() {
    return running.api();
  }

  Caller caller() {
    return new Caller(api());
  }

  Tables main() {
    return house.tables("main");
  }

  /** A number that no customer has yet. */
  int number() {
    return ++customers;
  }

  /** Somebody of whom everything is held, and who is not registered yet. */
  Customer newcomer() {
    return Customer.whole(number(), false);
  }

  /** Somebody who is registered. */
  Customer registered() {
    Customer customer = newcomer();
    caller().register(customer);
    assertThat(customer.standing()).as("" + customer).isEqualTo(Customer.Standing.ALIVE);
    return customer;
  }

  /** Has the next who reaches a gap halt the server there. */
  void haltAt(CrashPoint gap) {
    log();
    running.haltAt(gap);
  }

  /** Waits for the halt that was asked for, and starts the server again. */
  void restartAfter(CrashPoint gap) {
    running.awaitHalt();
    answered.addAll(running.answered());
    System.out.println("halted at " + gap + "; entries answered so far: " + answered.size());
    running = house.start();
  }

  /**
   * Sees that everything is as was acknowledged to these customers, that the tables agree to the
   * row, and that the log goes on from every checkpoint seen before and holds every entry that any
   * answer has named.
   */
  void holds(Collection<Customer> those) {
    Truth truth = new Truth(house, running);
    truth.holdsFor(those);
    truth.holdsInTheTables(those);
    answered.addAll(running.answered());
    log().verify(api(), answered);
    TreeSet<String> fresh = new TreeSet<>(answered);
    fresh.removeAll(proved);
    log().prove(api(), fresh);
    proved.addAll(fresh);
    assertThat(main().set("select entry_id from ledger.log_index"))
        .as("every entry has its place in the log")
        .isEqualTo(main().set("select entry_id from access.entry"));
  }

  /** The log as somebody follows it who began before the first halt. */
  private PublishedLog log() {
    if (log == null) {
      log = new PublishedLog(api());
    }
    log.look(api());
    return log;
  }
}
