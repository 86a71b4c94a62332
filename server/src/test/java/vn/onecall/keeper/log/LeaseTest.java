package vn.onecall.keeper.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.onecall.keeper.entries.EntryFeed;
import vn.onecall.server.fixture.Folders;
import vn.onecall.server.fixture.House;
import vn.onecall.server.fixture.People;
import vn.onecall.testing.Promise;
import vn.onecall.translog.Hash;
import vn.onecall.translog.TilePath;

/** Of several that could publish the log one does, and the others lose nothing by it. */
@Promise("1.6")
class LeaseTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String ORIGIN = "1call.example/log";
  private static final Duration LENGTH = Duration.ofSeconds(4);

  private static House house;

  @BeforeAll
  static void build() {
    house = House.build("lease");
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @BeforeEach
  void publishesAgain() throws InterruptedException {
    await(house.ledger()::publishes);
  }

  @Test
  void theOtherProvesWhatTheFirstPublishesAndGoesOnWhenItIsClosed() throws InterruptedException {
    try (TransparencyLog other = another()) {
      Hash entry = People.register(house).entry();
      assertThat(other.proof(entry, PATIENCE)).isPresent();
      assertThat(other.publishes()).isFalse();
      assertThat(house.ledger().publishes()).isTrue();
      assertThat(other.tile(TilePath.hashes(0, 0, 1))).isPresent();
      house.ledger().close();
      long closed = System.nanoTime();
      await(other::publishes);
      assertThat(Duration.ofNanos(System.nanoTime() - closed))
          .as("a lease that was given up is not waited for")
          .isLessThan(LENGTH.dividedBy(2));
      assertThat(other.proof(People.register(house).entry(), PATIENCE)).isPresent();
      assertThat(other.size()).isEqualTo(house.entries());
    }
    house = house.reopen();
  }

  @Test
  void aWaitingProofOfAStandByAsksMainNoMoreThanOncePerTurn() {
    try (TransparencyLog other = another()) {
      long before = transactions();
      assertThat(other.proof(Hash.EMPTY_ROOT, Duration.ofSeconds(1))).isEmpty();
      // A turn takes 20 ms, and a look at the index and the lease is a few transactions.
      assertThat(transactions() - before).isLessThan(1_000);
    }
  }

  @Test
  void isTakenOnceItsTimeIsOverAndNotBefore() throws InterruptedException {
    LeaseStore store = new LeaseStore(house.instances().log(), "1call.example/another");
    UUID one = UUID.randomUUID();
    UUID two = UUID.randomUUID();
    Duration length = Duration.ofMillis(300);
    store.begin();
    long term = store.take(one, length).orElseThrow();
    assertThat(store.take(two, length)).isEmpty();
    assertThat(store.take(one, length)).as("renewed").hasValue(term);
    Thread.sleep(length.plusMillis(50));
    assertThat(store.take(one, length)).as("its own, after a gap").hasValue(term + 1);
    Thread.sleep(length.plusMillis(50));
    assertThat(store.take(two, length)).hasValue(term + 2);
    assertThat(store.take(one, length)).isEmpty();
    store.release(one);
    assertThat(store.take(one, length)).as("what another holds is not released").isEmpty();
    store.release(two);
    assertThat(store.take(one, length)).isPresent();
  }

  @Test
  void aClockOfTheDatabaseThatIsSetBackDoesNotHoldUpTheLog() {
    String origin = "1call.example/a-third";
    LeaseStore store = new LeaseStore(house.instances().log(), origin);
    store.begin();
    assertThat(store.take(UUID.randomUUID(), LENGTH)).isPresent();
    UUID other = UUID.randomUUID();
    assertThat(store.take(other, LENGTH)).isEmpty();
    house
        .main()
        .sql("update ledger.lease set until = until + interval '1 hour' where origin = ?")
        .param(origin)
        .update();
    assertThat(store.take(other, LENGTH)).isPresent();
  }

  @Test
  void anArchiveThatIsBehindWritesTheSameLinesInTheSamePlaces() throws IOException {
    for (int i = 0; i < 30; i++) {
      People.register(house);
    }
    house.ledger().publishAll();
    LogStore store = new LogStore(house.instances().log(), ORIGIN, LENGTH);
    List<EntryFeed.SealedEntry> entries =
        new EntryFeed(house.instances().log()).sealed(store.from(0, 30));
    Path folder = Folders.empty("archive");
    Path file = folder.resolve("000000.openings");
    OpeningsArchive woken = OpeningsArchive.open(folder);
    woken.add(0, entries.subList(0, 5));
    OpeningsArchive successor = OpeningsArchive.open(folder);
    successor.add(5, entries.subList(5, 20));
    byte[] twenty = Files.readAllBytes(file);
    woken.add(5, entries.subList(5, 12));
    assertThat(file).hasBinaryContent(twenty);
    woken.add(20, entries.subList(20, 30));
    assertThat(woken.size()).isEqualTo(30);
    String all = Files.readString(file);
    assertThat(all.lines()).hasSize(30);
    assertThat(Files.readString(house.log().resolve("openings/000000.openings"))).startsWith(all);
  }

  @Test
  void anArchiveCountsNoLineThatIsNotWhole() throws IOException {
    LogStore store = new LogStore(house.instances().log(), ORIGIN, LENGTH);
    while (house.ledger().size() < 5) {
      People.register(house);
      house.ledger().publishAll();
    }
    Path folder = Folders.empty("holes");
    Path file = folder.resolve("000000.openings");
    OpeningsArchive.open(folder)
        .add(0, new EntryFeed(house.instances().log()).sealed(store.from(0, 5)));
    byte[] whole = Files.readAllBytes(file);
    byte[] holed = whole.clone();
    holed[whole.length / 2] = 0;
    Files.write(file, holed);
    OpeningsArchive opened = OpeningsArchive.open(folder);
    assertThat(opened.size()).isEqualTo(2);
    opened.add(2, new EntryFeed(house.instances().log()).sealed(store.from(2, 3)));
    assertThat(file).hasBinaryContent(whole);
  }

  @Test
  void anOlderCheckpointNeverReplacesANewerCopy() {
    Path folder = Folders.empty("copy");
    PublishedCopy copy = new PublishedCopy(folder);
    copy.raise("1call.example/log\n10\nroot\n\n— signature\n");
    copy.raise("1call.example/log\n9\nroot\n\n— signature\n");
    assertThat(copy.read().orElseThrow()).contains("\n10\n");
    copy.raise("1call.example/log\n11\nroot\n\n— signature\n");
    assertThat(copy.read().orElseThrow()).contains("\n11\n");
    assertThat(folder.resolve(".incoming")).isEmptyDirectory();
  }

  @Test
  void anOlderCopyThatSomebodyPutThereIsRaisedAgain() throws Exception {
    Path file = house.log().resolve("checkpoint");
    People.register(house);
    house.ledger().publishAll();
    String older = Files.readString(file);
    People.register(house);
    house.ledger().publishAll();
    String newer = house.ledger().checkpoint().orElseThrow();
    assertThat(newer).isNotEqualTo(older);
    Files.writeString(file, older);
    await(() -> {
      try {
        return Files.readString(file).equals(house.ledger().checkpoint().orElseThrow());
      } catch (IOException e) {
        return false;
      }
    });
  }

  private static TransparencyLog another() {
    return TransparencyLog.open(
        house.instances().log(),
        house.keystore(),
        new LogSettings(ORIGIN, house.log(), Duration.ofMillis(20), LENGTH),
        Clock.systemUTC());
  }

  private static long transactions() {
    return house
        .main()
        .sql("select xact_commit from pg_stat_database where datname = current_database()")
        .query(Long.class)
        .single();
  }

  private static void await(BooleanSupplier so) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!so.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      Thread.sleep(10);
    }
  }
}
