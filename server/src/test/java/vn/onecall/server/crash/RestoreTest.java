package vn.onecall.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.onecall.keeper.faults.CrashPoint;
import vn.onecall.server.fixture.Folders;
import vn.onecall.testing.Promise;

/** An instance's folder is put back from a cold copy that is older than the rest. */
class RestoreTest {
  private final Customer resident = Installation.resident();
  private final Customer other = Customer.named("Đỗ Thị Khác", "khac@hoangyen.vn", "+84904000001");

  @Test
  @Promise("6.4")
  void anOldCopyOfKeysIsServedOnlyOnceTheErasuresOfTheJournalHoldInIt() throws IOException {
    try (Installation house = Installation.withOneCustomer("old-keys")) {
      Path old = copyOf(house, "keys");
      ServerProcess server = house.start();
      Caller caller = new Caller(server.api());
      caller.erase(resident);
      assertThat(resident.standing()).as("" + resident).isEqualTo(Customer.Standing.ERASED);
      server.stop();

      putBack(house, "keys", old);
      Path hidden = house.folder().resolve("journal-elsewhere");
      Files.move(house.journal(), hidden);
      assertThat(house.start().refusal())
          .contains("The erasure journal erasure-journal is missing")
          .contains("without it an erasure could be undone");
      Files.move(hidden, house.journal());

      ServerProcess restored = house.start();
      assertThat(restored.said()).contains("Keys was older than the erasure journal: 1 erasure");
      for (String table : List.of("subject_key", "blind_index")) {
        assertThat(
                house
                    .tables("keys")
                    .count("access." + table + " where subject_id = '" + resident.id() + "'"))
            .as("rows of the erased subject in " + table + ", before any request")
            .isZero();
      }
      Truth truth = new Truth(house, restored);
      truth.holdsFor(List.of(resident));
      truth.holdsInTheTables(List.of(resident));
      restored.stop();
    }
  }

  @Test
  @Promise("6.2")
  void whoWasRegisteredAfterAnOldCopyOfKeysIsReportedAsMissingKeysAndNeverAsErased()
      throws Exception {
    try (Installation house = Installation.withOneCustomer("older-keys")) {
      Path old = copyOf(house, "keys");
      ServerProcess server = house.start();
      new Caller(server.api()).register(other);
      assertThat(other.standing()).as("" + other).isEqualTo(Customer.Standing.ALIVE);
      server.stop();

      putBack(house, "keys", old);
      ServerProcess restored = house.start();
      assertThat(restored.said())
          .contains(
              "The keys of the subject " + other.id() + " are missing: keys is older than main.")
          .doesNotContain("The keys of the subject " + resident.id());
      Api.Answer answer =
          restored
              .api()
              .call(
                  "site",
                  "GET",
                  "/api/v1/customers/" + other.id() + "?activity=account.view",
                  null);
      assertThat(answer.status()).as("" + answer).isEqualTo(500);
      assertThat(
              house
                  .tables("main")
                  .rows("select state from access.facts where subject_id = '" + other.id() + "'"))
          .containsExactly("1");
      assertThat(house.tables("main").count("access.erasure")).isZero();
      new Truth(house, restored).holdsFor(List.of(resident));
      restored.stop();
    }
  }

  @Test
  @Promise("1.6")
  void anOldCopyOfMainIsRefusedByThePublishedLogAndKeysIsLeftAsItWas() {
    try (Installation house = Installation.withOneCustomer("old-main")) {
      Path old = copyOf(house, "main");
      ServerProcess server = house.start();
      new PublishedLog(server.api()).verify(server.api(), register(server));
      Customer late = Customer.named("Đỗ Thị Muộn", "muon@hoangyen.vn", "+84904000002");
      Caller caller = new Caller(server.api());
      server.haltAt(CrashPoint.MAIN_COMMITTED);
      caller.register(late);
      server.awaitHalt();
      Path newest = copyOf(house, "main");

      putBack(house, "main", old);
      assertThat(house.start().refusal())
          .contains("Main is older than the published log")
          .contains("The log never goes backwards");

      putBack(house, "main", newest);
      ServerProcess again = house.start();
      Truth truth = new Truth(house, again);
      truth.holdsFor(List.of(resident, other, late));
      truth.holdsInTheTables(List.of(resident, other, late));
      assertThat(late.standing()).as("" + late).isEqualTo(Customer.Standing.ALIVE);
      again.stop();
    }
  }

  private Set<String> register(ServerProcess server) {
    new Caller(server.api()).register(other);
    assertThat(other.standing()).as("" + other).isEqualTo(Customer.Standing.ALIVE);
    return server.answered();
  }

  /** A cold copy: nothing runs on the folder. */
  private static Path copyOf(Installation house, String instance) {
    house.awaitStopped(instance);
    Path copy = house.folder().resolve("copy-of-" + instance + "-" + System.nanoTime());
    Folders.copy(house.instance(instance), copy);
    return copy;
  }

  private static void putBack(Installation house, String instance, Path copy) {
    house.awaitStopped(instance);
    Folders.copy(copy, house.instance(instance));
  }
}
