package vn.onecall.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.onecall.keeper.faults.CrashPoint;
import vn.onecall.testing.Promise;

/**
 * Two servers publish one log: whichever of them is stopped between its steps, wakes beside its
 * successor or is killed, the log goes on within seconds and holds everything once.
 */
@Promise("1.6")
class TwoServersTest {
  /** The lease's length, a turn of the stand-by, and a busy machine. */
  private static final Duration TAKE_OVER = Duration.ofSeconds(10);

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final AtomicInteger BORN = new AtomicInteger();
  private static final TreeSet<String> ANSWERED = new TreeSet<>();
  private static Nodes nodes;

  @BeforeAll
  static void startTheInstances() {
    nodes = new Nodes("two-servers");
  }

  @AfterAll
  static void stopThem() {
    nodes.close();
  }

  /** Where the one that publishes is stopped, and where the one that takes over. */
  private static final List<List<CrashPoint>> STOPS =
      List.of(
          List.of(CrashPoint.LOG_TAKEN, CrashPoint.LOG_HEAD_STORED),
          List.of(CrashPoint.LOG_INDEXED, CrashPoint.LOG_COPY_READY),
          List.of(CrashPoint.LOG_ARCHIVED, CrashPoint.LOG_TILED));

  @Test
  void aServerThatIsStoppedPastItsLeaseAndWakesDoesNoHarm() {
    ServerProcess first = nodes.start(1);
    PublishedLog log = new PublishedLog(first.api());
    awaitStanding(first, "UP");
    ServerProcess second = nodes.start(2);
    awaitStanding(second, "STANDBY");
    int failed = 0;
    for (List<CrashPoint> stops : STOPS) {
      stopEachAndWakeIt(log, first, stops.getFirst(), second, stops.getLast());
      failed += stops.getFirst() == CrashPoint.LOG_TAKEN ? 1 : 0;
      assertThat(errors(first, second))
          .as("main has ended the transaction that a stopped server left open")
          .hasSize(failed)
          .allMatch(line -> line.contains("The log does not advance: main does not answer"));
    }

    try (Newcomers two = new Newcomers(second.api())) {
      Pause.of(Duration.ofMillis(500));
      first.kill();
      takesOver(second, log);
      two.stop();
      holdsEverythingOnce(log, second);
    }
    second.stop();
    assertThat(errors(first, second)).hasSize(failed);
  }

  private static void stopEachAndWakeIt(
      PublishedLog log,
      ServerProcess first,
      CrashPoint ofTheFirst,
      ServerProcess second,
      CrashPoint ofTheSecond) {
    try (Newcomers one = new Newcomers(first.api());
        Newcomers two = new Newcomers(second.api())) {
      Pause.until(() -> "both serve", PATIENCE, () -> one.count() > 3 && two.count() > 3);
      first.stopAt(ofTheFirst);
      awaitStop(first, ofTheFirst);
      takesOver(second, log);
      second.stopAt(ofTheSecond);
      awaitStop(second, ofTheSecond);
      first.goOn();
      takesOver(first, log);
      second.goOn();
      awaitStanding(second, "STANDBY");
      Pause.of(Duration.ofSeconds(1));
      one.stop();
      two.stop();
      holdsEverythingOnce(log, first, second);
    }
  }

  @Test
  void aStandByGivesReceiptsAndGoesOnAtOnceWhenTheOtherIsClosed() throws IOException {
    String lease = "-Donecall.log.lease=PT10S";
    ServerProcess first = nodes.start(1, lease);
    awaitStanding(first, "UP");
    ServerProcess second = nodes.start(2, lease);
    awaitStanding(second, "STANDBY");
    PublishedLog log = new PublishedLog(second.api());
    Customer customer = newcomer();
    new Caller(second.api()).register(customer);
    String entry = second.api().leaves().iterator().next();
    Api.Answer receipt =
        second
            .api()
            .call(
                "site",
                "GET",
                "/api/v1/customers/%s/entries/%s/receipt?activity=account.receipt"
                    .formatted(customer.id(), entry),
                null);
    assertThat(receipt.status()).as("" + receipt).isEqualTo(200);
    first.stop();
    long asked = System.nanoTime();
    awaitStanding(second, "UP");
    assertThat(Duration.ofNanos(System.nanoTime() - asked))
        .as("a lease that was given up is not waited for")
        .isLessThan(Duration.ofSeconds(3));
    new Caller(second.api()).register(newcomer());
    holdsEverythingOnce(log, second);
    second.stop();
  }

  @Test
  @Promise("6.4")
  void aSecondServerOnTheSameErasureJournalDoesNotStart() {
    ServerProcess first = nodes.start(1);
    assertThat(nodes.start(1).refusal())
        .contains("The erasure journal erasure-journal is held by another server.");
    first.kill();
    ServerProcess again = nodes.start(1);
    assertThat(again.ended()).as("a lock that outlives its holder").isFalse();
    again.stop();
  }

  private static void awaitStop(ServerProcess server, CrashPoint gap) {
    Pause.until(() -> "a server stops at " + gap, PATIENCE, server::stopped);
    System.out.println("stopped at " + gap);
  }

  private static void takesOver(ServerProcess server, PublishedLog log) {
    long from = System.nanoTime();
    awaitStanding(server, "UP");
    long size = log.look(server.api()).size();
    Pause.until(() -> "the log grows", TAKE_OVER, () -> log.look(server.api()).size() > size);
    Duration taken = Duration.ofNanos(System.nanoTime() - from);
    System.out.println("taken over and grown after " + taken.toMillis() + " ms");
    assertThat(taken).isLessThan(TAKE_OVER);
  }

  /** What a server says of the log: whether it publishes it or stands by. */
  private static void awaitStanding(ServerProcess server, String standing) {
    Pause.until(
        () -> "a server says " + standing + " of the log. It said:\n" + server.said(),
        PATIENCE,
        () -> {
          try {
            return server
                .api()
                .get("/health")
                .body()
                .path("components")
                .path("log")
                .path("status")
                .asString("")
                .equals(standing);
          } catch (IOException e) {
            return false;
          }
        });
  }

  private static void holdsEverythingOnce(PublishedLog log, ServerProcess... servers) {
    Tables main = nodes.main();
    Pause.until(
        () -> "every entry is published",
        PATIENCE,
        () ->
            log.look(servers[0].api()).size() == main.count("access.entry")
                && main.count("access.unsequenced") == 0);
    for (ServerProcess server : servers) {
      ANSWERED.addAll(server.answered());
    }
    for (ServerProcess server : servers) {
      log.verify(server.api(), ANSWERED);
    }
    assertThat(main.set("select entry_id from ledger.log_index"))
        .isEqualTo(main.set("select entry_id from access.entry"));
    List<String> order = main.rows("select idx, entry_id from ledger.log_index order by idx");
    assertThat(order).hasSize((int) main.count("access.entry"));
    assertThat(archived()).as("index and entry of each archived line").isEqualTo(order);
    Pause.until(
        () -> "the copy is the newest checkpoint",
        PATIENCE,
        () -> List.of(read("checkpoint")).equals(main.rows("select note from ledger.head")));
    System.out.println(order.size() + " entries, each once");
  }

  private static List<String> archived() {
    String lines = read("openings/000000.openings");
    assertThat(lines).endsWith("\n").doesNotContain("\0");
    return lines
        .lines()
        .map(line -> line.split(" ", -1))
        .map(parts -> parts[0] + " " + parts[1])
        .toList();
  }

  private static List<String> errors(ServerProcess... servers) {
    return Stream.of(servers)
        .flatMap(server -> server.said().lines())
        .filter(line -> line.contains(" ERROR "))
        .toList();
  }

  private static String read(String file) {
    try {
      return Files.readString(nodes.log().resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Customer newcomer() {
    int number = BORN.incrementAndGet();
    return Customer.named(
        "Đỗ Thị Haimáy",
        "khach" + number + "@haimay.vn",
        "+8490%07d".formatted(5_120_000 + number));
  }

  /** Somebody who registers one customer after the other, as fast as a server answers. */
  private static final class Newcomers implements AutoCloseable {
    private final List<Customer> registered = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean stopped;

    int count() {
      return registered.size();
    }

    Newcomers(Api api) {
      Caller caller = new Caller(api);
      this.thread =
          Thread.ofPlatform()
              .start(() -> {
                while (!stopped) {
                  Customer customer = newcomer();
                  caller.register(customer);
                  registered.add(customer);
                }
              });
    }

    /** Waits for the last answer; every one was acknowledged. */
    void stop() {
      close();
      assertThat(registered)
          .isNotEmpty()
          .allMatch(customer -> customer.standing() == Customer.Standing.ALIVE);
    }

    @Override
    public void close() {
      stopped = true;
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting", e);
      }
    }
  }
}
