package vn.onecall.keeper.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.server.fixture.Folders;
import vn.onecall.server.fixture.House;
import vn.onecall.server.fixture.People;
import vn.onecall.testing.Promise;
import vn.onecall.translog.DirectoryTileStore;
import vn.onecall.translog.Hash;
import vn.onecall.translog.LogVerifier;
import vn.onecall.translog.NoteVerifier;

/** The log never goes backwards and never carries on over what was changed behind its back. */
@Promise("1.6")
class TransparencyLogTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static House house;
  private static long size;

  @BeforeAll
  static void writeALog() {
    house = House.build("ledger");
    for (int i = 0; i < 40; i++) {
      People.register(house);
    }
    settle();
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @AfterEach
  void goesOnOnceAllIsMended() {
    house = house.reopen();
    grow();
    settle();
  }

  @Test
  void verifiesInFullAndGrowsOverARestart() {
    house = house.reopen();
    grow();
    var report =
        new LogVerifier(
                new DirectoryTileStore(house.log()),
                NoteVerifier.parse(house.ledger().verifierKey()))
            .verify(house.ledger().checkpoint().orElseThrow());
    assertThat(report.checkpoint().size()).isEqualTo(size + 1).isEqualTo(house.entries());
  }

  @Test
  void stopsBeforeAnEntryThatWasChangedAndGoesOnOnceItIsMended() {
    Hash entry = withTheSequencerHeld(leaf -> set("facts_version = 9", leaf));
    assertThat(failure()).contains("was changed in the database");
    assertThat(house.ledger().proof(entry, Duration.ofMillis(200))).isEmpty();
    set("facts_version = 1", entry);
    assertThat(house.ledger().proof(entry, PATIENCE)).isPresent();
    assertThat(house.ledger().failure()).isEmpty();
  }

  @Test
  void saysThatItGoesOnAgainWhileEntriesKeepComing() throws Exception {
    Hash entry = withTheSequencerHeld(leaf -> set("facts_version = 9", leaf));
    assertThat(failure()).contains("was changed in the database");
    AtomicBoolean quiet = new AtomicBoolean();
    try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
      for (int caller = 0; caller < 8; caller++) {
        callers.execute(() -> {
          while (!quiet.get()) {
            People.register(house);
          }
        });
      }
      set("facts_version = 1", entry);
      try {
        await(() -> house.ledger().failure().isEmpty());
      } finally {
        quiet.set(true);
      }
    }
  }

  /** A lock of the test's own, waited for when the entry's transaction is about to commit. */
  @Test
  void givesAnEntryItsPlaceWhoseTransactionStaysOpenWhileLaterOnesCommit() throws Exception {
    SubjectId slow = People.register(house).subject();
    house
        .main()
        .sql(
            """
            create function hold_the_commit() returns trigger language plpgsql as
            'begin perform pg_advisory_xact_lock(4711); return null; end'
            """)
        .update();
    house
        .main()
        .sql(
            "create constraint trigger hold after insert on access.entry deferrable initially"
                + " deferred for each row when (new.subject_id = '"
                + slow
                + "') execute function hold_the_commit()")
        .update();
    CompletableFuture<Hash> open;
    try (Connection holder = house.instances().main().dataSource().getConnection();
        var statement = holder.createStatement()) {
      statement.execute("select pg_advisory_lock(4711)");
      open =
          CompletableFuture.supplyAsync(() ->
              People.granted(house.door().read(People.call(house, "account.view"), List.of(slow)))
                  .entries()
                  .getFirst());
      await(() -> waiting() == 1);
      for (int i = 0; i < 5; i++) {
        assertThat(house.ledger().proof(People.register(house).entry(), PATIENCE)).isPresent();
      }
      assertThat(open).isNotDone();
      assertThat(house.ledger().size()).as("it is not there yet").isEqualTo(house.entries());
      statement.execute("select pg_advisory_unlock(4711)");
    }
    var proof = house.ledger().proof(open.join(), PATIENCE).orElseThrow();
    assertThat(proof.index())
        .as("behind those that were committed before it")
        .isEqualTo(house.entries() - 1);
    assertThat(house.ledger().size()).as("none is lost").isEqualTo(house.entries());
    house.main().sql("drop trigger hold on access.entry").update();
    house.main().sql("drop function hold_the_commit()").update();
  }

  private static long waiting() {
    return house
        .main()
        .sql("select count(*) from pg_locks where locktype = 'advisory' and not granted")
        .query(Long.class)
        .single();
  }

  @Test
  void stopsBeforeAnEntryThatWasRemoved() {
    house.main().sql("create table removed as table access.entry with no data").update();
    withTheSequencerHeld(leaf ->
        house
            .main()
            .sql(
                "with gone as (delete from access.entry where leaf = ? returning *)"
                    + " insert into removed select * from gone")
            .param(leaf.bytes())
            .update());
    assertThat(failure()).contains("is missing from the database");
    house.main().sql("insert into access.entry select * from removed").update();
    house.main().sql("drop table removed").update();
  }

  @Test
  void publishesNothingPastAnIndexThatWasRemoved() {
    LogStore store =
        new LogStore(house.instances().log(), "1call.example/log", Duration.ofSeconds(4));
    assertThat(store.from(0, 100)).hasSizeGreaterThan(8);
    house.main().sql("update ledger.log_index set idx = 1000007 where idx = 7").update();
    assertThatThrownBy(() -> store.from(0, 100))
        .isInstanceOf(LogIntegrityException.class)
        .hasMessageContaining("index 7 is missing");
    house.main().sql("update ledger.log_index set idx = 7 where idx = 1000007").update();
  }

  @Test
  void refusesToStartOverAChangedOrLostHead() {
    house.main().sql("create table kept as table ledger.head").update();
    for (String change :
        List.of(
            "update ledger.head set size = size - 1",
            "update ledger.head set root = sha256(root)",
            "update ledger.head set note = replace(note, '1call.example', '1call.examples')",
            "delete from ledger.head")) {
      house.main().sql(change).update();
      refusesToStart("");
      house.main().sql("delete from ledger.head").update();
      house.main().sql("insert into ledger.head select * from kept").update();
    }
    house.main().sql("drop table kept").update();
  }

  @Test
  void refusesToStartOverAChangedOrMissingTile() throws IOException {
    Path tile = house.log().resolve("tile/0/000.p/" + size);
    byte[] content = Files.readAllBytes(tile);
    byte[] changed = content.clone();
    changed[content.length / 2] ^= 1;
    Files.write(tile, changed);
    refusesToStart("The log does not verify");
    Files.delete(tile);
    refusesToStart("The log does not verify");
    Files.write(tile, content);
  }

  @Test
  void refusesToStartOverAChangedCheckpointAndWritesALostOneAgain() throws IOException {
    Path checkpoint = house.log().resolve("checkpoint");
    byte[] note = Files.readAllBytes(checkpoint);
    byte[] changed = note.clone();
    changed[changed.length / 2] ^= 1;
    Files.write(checkpoint, changed);
    refusesToStart("The log does not verify");
    Files.delete(checkpoint);
    house = house.reopen();
    assertThat(checkpoint).hasBinaryContent(note);
  }

  @Test
  void refusesToStartOnAMainThatIsOlderThanWhatWasPublished() {
    try (House another = House.build("restored")) {
      grow(another);
      another.main().sql("create table head_then as table ledger.head").update();
      another.main().sql("create table index_then as table ledger.log_index").update();
      long then = another.ledger().size();
      grow(another);
      // A backup is restored: main is as it was then, and the world has seen more.
      for (String table : List.of("head", "log_index")) {
        String kept = table.equals("head") ? "head_then" : "index_then";
        another.main().sql("delete from ledger." + table).update();
        another.main().sql("insert into ledger." + table + " select * from " + kept).update();
      }
      assertThatThrownBy(another::reopen)
          .isInstanceOf(LogIntegrityException.class)
          .hasMessageContaining("Main is older than the published log: it holds " + then);
    }
  }

  @Test
  void archivesALostOrTornOpeningAgain() throws IOException {
    Path openings = house.log().resolve("openings/000000.openings");
    String whole = Files.readString(openings);
    assertThat(whole.lines()).hasSize((int) size);
    Files.delete(openings);
    house = house.reopen();
    assertThat(openings).hasContent(whole);
    Files.writeString(openings, size + " torn", StandardOpenOption.APPEND);
    house = house.reopen();
    grow();
    String grown = Files.readString(openings);
    assertThat(grown).startsWith(whole + size + " ").endsWith("\n").doesNotContain("torn");
    assertThat(grown.lines()).hasSize((int) size + 1);
  }

  @Test
  void servesAChangedPolicyOnlyUnderANewVersionAndNeverAnOlderOne() {
    String published = Folders.policyText();
    Path silent =
        Folders.policy("silent", published.replace("controller: 1CALL", "controller: Một Gọi"));
    try (House another = House.build("policies")) {
      assertThatThrownBy(() -> another.reopen(silent))
          .isInstanceOf(LogIntegrityException.class)
          .hasMessageContaining("a changed policy needs a new version");
      Path second = Folders.policy("newer", Folders.nextPolicyText());
      House newer = another.reopen(second);
      int first = Folders.policyVersion();
      int next = first + 1;
      assertThat(served(newer)).containsExactly(first + " 1", next + " 1");
      assertThat(newer.ledger().proof(newestPolicyLeaf(newer), PATIENCE)).isPresent();
      House again = newer.reopen(second);
      assertThat(served(again)).containsExactly(first + " 1", next + " 1");
      assertThatThrownBy(() -> again.reopen(Folders.POLICY))
          .isInstanceOf(LogIntegrityException.class)
          .hasMessageContaining("version " + next + " has served already");
    }
  }

  /** Each version that has served, with how many entries of the log have its leaf. */
  private static List<String> served(House house) {
    try (Stream<String> all =
        house
            .main()
            .sql(
                """
                select version || ' ' || (select count(*) from access.entry e where e.leaf = p.leaf)
                from ledger.policy_version p order by version
                """)
            .query((row, n) -> row.getString(1))
            .stream()) {
      return all.toList();
    }
  }

  private static Hash newestPolicyLeaf(House house) {
    return house
        .main()
        .sql("select leaf from ledger.policy_version order by version desc limit 1")
        .query((row, n) -> Hash.of(row.getBytes(1)))
        .single();
  }

  /** Changes an entry that is committed and has no place in the log yet. */
  private static Hash withTheSequencerHeld(Consumer<Hash> change) {
    return Objects.requireNonNull(
        house
            .mainAdministrator()
            .transactions()
            .execute(status -> {
              house
                  .main()
                  .sql("select pg_advisory_xact_lock(hashtext('1call.sequencer'))::text")
                  .query(String.class)
                  .single();
              // The door refuses this thread's transaction, so somebody else registers.
              Hash leaf =
                  CompletableFuture.supplyAsync(() -> People.register(house).entry()).join();
              CompletableFuture.runAsync(() -> change.accept(leaf)).join();
              return leaf;
            }));
  }

  private static void set(String change, Hash leaf) {
    house
        .main()
        .sql("update access.entry set " + change + " where leaf = ?")
        .param(leaf.bytes())
        .update();
  }

  private static String failure() {
    for (int i = 0; i < 100; i++) {
      Optional<String> failure = house.ledger().failure();
      if (failure.isPresent()) {
        return failure.get();
      }
      house.ledger().proof(Hash.EMPTY_ROOT, Duration.ofMillis(50));
    }
    throw new AssertionError("the log went on");
  }

  private static void await(BooleanSupplier so) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!so.getAsBoolean()) {
      assertThat(System.nanoTime()).as("the log goes on in time").isLessThan(deadline);
      Thread.sleep(10);
    }
  }

  private static void refusesToStart(String reason) {
    assertThatThrownBy(house::reopen)
        .isInstanceOf(LogIntegrityException.class)
        .hasMessageContaining(reason);
  }

  /** Adds an entry and waits until it is published. */
  private static void grow() {
    grow(house);
  }

  private static void grow(House where) {
    assertThat(where.ledger().proof(People.register(where).entry(), PATIENCE)).isPresent();
  }

  private static void settle() {
    grow();
    size = house.ledger().size();
    assertThat(size).isEqualTo(house.entries());
  }
}
