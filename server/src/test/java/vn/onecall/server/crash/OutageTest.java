package vn.onecall.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.onecall.testing.Promise;

/** PostgreSQL goes away under a server that stays. */
class OutageTest {
  private static final Duration RETURN = Duration.ofSeconds(60);

  @Test
  @Promise("1.6")
  void anInstanceThatIsKilledIsStartedAgainAndMeanwhileNothingIsShown() throws IOException {
    try (Installation house = Installation.withOneCustomer("outage")) {
      Customer resident = Installation.resident();
      ServerProcess server = house.start();
      Caller caller = new Caller(server.api());
      for (String instance : List.of("main", "keys")) {
        assertThat(serves(caller, resident)).isTrue();
        Process inTheWay = holdUpTheStart(house, instance);
        house.killInstance(instance);
        for (int i = 0; i < 3; i++) {
          assertThat(serves(caller, resident)).as("served without " + instance).isFalse();
        }
        inTheWay.destroyForcibly();
        Pause.until(() -> "back with " + instance, RETURN, () -> serves(caller, resident));
        assertThat(server.said())
            .contains("The embedded PostgreSQL '" + instance + "' has ended by itself")
            .contains("The embedded PostgreSQL '" + instance + "' is back.");
      }
      new Truth(house, server).holdsFor(List.of(resident));
      server.stop();
    }
  }

  @Test
  @Promise("6.2")
  void aCorrectionThatFailedHalfwayIsNeitherFoundNorInTheWay() throws Exception {
    try (Installation house = Installation.withOneCustomer("halfway")) {
      Customer resident = Installation.resident();
      ServerProcess server = house.start();
      Caller caller = new Caller(server.api());
      Thread correcting =
          Thread.ofPlatform()
              .unstarted(() -> caller.correct(resident, Map.of("phone", "+84905550001")));
      try (Connection lock = house.tables("main").connect()) {
        lock(lock, resident);
        correcting.start();
        Tables keys = house.tables("keys");
        Pause.until(() -> "pending in keys", RETURN, () -> keys.count("access.pending_write") == 1);
        house.killInstance("main");
      }
      correcting.join();
      assertThat(resident.unanswered()).isInstanceOf(Customer.Unanswered.Correction.class);
      Pause.until(() -> "main is back", RETURN, () -> serves(caller, resident));
      resident.unchanged();

      caller.correct(resident, Map.of("phone", "+84905550002"));
      assertThat(resident.version()).as("" + resident).isEqualTo(2);
      Truth truth = new Truth(house, server);
      truth.holdsFor(List.of(resident));
      truth.holdsInTheTables(List.of(resident));
      server.stop();
    }
  }

  /** PostgreSQL is not started while a process works in its folder, lest it is a former one. */
  private static Process holdUpTheStart(Installation house, String instance) throws IOException {
    return new ProcessBuilder("sleep", "60")
        .directory(house.instance(instance).resolve("data").toFile())
        .start();
  }

  private static void lock(Connection connection, Customer customer) throws SQLException {
    connection.setAutoCommit(false);
    try (var statement =
        connection.prepareStatement(
            "select from access.facts where subject_id = ?::uuid for update")) {
      statement.setString(1, customer.id());
      statement.execute();
    }
  }

  /** Whether a search, which needs both instances, is served; anything but 200 or 503 fails. */
  private static boolean serves(Caller caller, Customer customer) {
    try {
      return caller.find("email", customer.value("email")).body().path("customers").size() == 1;
    } catch (Caller.Unserved e) {
      return false;
    }
  }
}
