package vn.onecall.keeper.erasure;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.onecall.server.fixture.People.call;
import static vn.onecall.server.fixture.People.granted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.onecall.keeper.faults.JournalException;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.server.fixture.Folders;
import vn.onecall.server.fixture.House;
import vn.onecall.server.fixture.People;
import vn.onecall.testing.Promise;

/** An erasure is never undone: a server whose journal is not the whole truth does not start. */
@Promise("6.4")
class ErasureJournalTest {
  private static House house;
  private static List<String> lines = List.of();

  @BeforeAll
  static void eraseThree() throws IOException {
    house = House.build("journal");
    People.register(house);
    for (int i = 0; i < 3; i++) {
      SubjectId subject = People.register(house).subject();
      granted(house.door().erase(call(house, "account.erase"), subject));
    }
    lines = Files.readAllLines(house.journal());
    assertThat(lines).hasSize(4);
  }

  @AfterAll
  static void startsWithItsWholeJournal() throws IOException {
    write(lines, "");
    try (House whole = house.reopen()) {
      assertThat(whole.countInMain("access.erasure")).isEqualTo(lines.size() - 1);
    }
  }

  @Test
  void refusesToStartWithoutIt() throws IOException {
    Files.deleteIfExists(journal());
    refusesToStart("The erasure journal erasure-journal is missing");
    assertThat(journal()).doesNotExist();
  }

  @Test
  void refusesToStartWithItsLastLineCutOff() throws IOException {
    int erasures = lines.size() - 1;
    write(lines.subList(0, erasures), "");
    refusesToStart("The erasure journal is behind: it holds " + (erasures - 1) + " erasures");
  }

  @Test
  void refusesToStartWithAnEmptyOne() throws IOException {
    write(lines.subList(0, 1), "");
    refusesToStart("The erasure journal is behind: it holds 0 erasures");
  }

  @Test
  void refusesToStartWithThatOfAnotherInstallation() throws IOException {
    try (House other = House.build("journal-other")) {
      granted(other.door().erase(call(other, "account.erase"), People.register(other).subject()));
      Folders.copy(other.journal(), journal());
    }
    refusesToStart("belongs to another installation");
  }

  @Test
  void refusesToStartWithAnotherHistoryOfTheSameInstallation() throws IOException {
    UUID installation = UUID.fromString(lines.getFirst().substring(25));
    Path forged = Folders.empty("forged").resolve("erasure-journal");
    try (ErasureJournal journal = ErasureJournal.open(forged, installation, true)) {
      for (int i = 0; i < lines.size() - 1; i++) {
        journal.append(
            ErasureJournal.follow(
                i,
                journal.headAt(i),
                SubjectId.random(),
                Instant.ofEpochSecond(1_800_000_000),
                ErasureScope.EVERYTHING));
      }
    }
    Folders.copy(forged, journal());
    refusesToStart("is not the one that keys has followed");
  }

  @Test
  void refusesToStartWithAnyChangedByte() throws IOException {
    byte[] whole = (String.join("\n", lines) + "\n").getBytes(US_ASCII);
    UUID installation = UUID.fromString(lines.getFirst().substring(25));
    Path file = Folders.empty("changed").resolve("erasure-journal");
    for (int i = 0; i < whole.length - 1; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= 1;
      Files.write(file, changed);
      assertThatThrownBy(() -> ErasureJournal.open(file, installation, false))
          .as("with byte %d changed", i)
          .isInstanceOf(JournalException.class);
    }
    byte[] changed = whole.clone();
    changed[whole.length / 2] ^= 1;
    Files.write(journal(), changed);
    refusesToStart("The erasure journal erasure-journal is broken at position");
  }

  @Test
  void cutsOffALastLineThatWasNeverFinished() throws IOException {
    write(lines, "4 01234567-89ab-4");
    house = house.reopen();
    SubjectId subject = People.register(house).subject();
    Erased erased = granted(house.door().erase(call(house, "account.erase"), subject));
    assertThat(erased.journalPosition()).isEqualTo(lines.size());
    lines = Files.readAllLines(house.journal());
    assertThat(lines.getLast()).startsWith("4 ").hasSizeGreaterThan(100);
  }

  private static Path journal() {
    return house.journal();
  }

  private static void write(List<String> text, String torn) throws IOException {
    Files.writeString(
        journal(),
        String.join("\n", text) + "\n" + torn,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING);
  }

  private static void refusesToStart(String reason) {
    assertThatThrownBy(() -> house.reopen())
        .isInstanceOf(JournalException.class)
        .hasMessageContaining(reason);
  }
}
