package vn.onecall.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.onecall.server.secrecy.Needles;
import vn.onecall.testing.Promise;

/**
 * Under a mixed load the server, or PostgreSQL under it, is killed at random moments. {@code
 * -Donecall.seed=…} repeats a run's choices; {@code -Donecall.long=true} kills fifty times.
 */
class KillTest {
  private static final int KILLS = Boolean.getBoolean("onecall.long") ? 50 : 6;
  private static final int CALLERS = 4;
  private static final Duration RETURN = Duration.ofSeconds(60);

  private enum Target {
    SERVER,
    MAIN,
    KEYS
  }

  private final AtomicInteger born = new AtomicInteger();
  private final TreeSet<String> answered = new TreeSet<>();

  @Test
  @Promise({"1.6", "6.2"})
  void losesNothingAcknowledgedHoweverItIsKilled() {
    long seed = Long.getLong("onecall.seed", System.currentTimeMillis());
    System.out.println(KILLS + " kills with -Donecall.seed=" + seed);
    Random random = new Random(seed);
    try (Installation house = Installation.withOneCustomer("killed")) {
      List<List<Customer>> customers =
          Stream.generate(() -> (List<Customer>) new ArrayList<Customer>()).limit(CALLERS).toList();
      customers.getFirst().add(Installation.resident());
      ServerProcess server = house.start();
      PublishedLog log = new PublishedLog(server.api());
      int kill = 0;
      for (Target target : targets(random)) {
        server = loadAndKill(house, server, log, customers, target, random);
        check(house, server, log, customers, target == Target.SERVER);
        kill++;
        System.out.printf(
            "kill %d of %d was %s: %d customers as acknowledged, %d answered entries in the log%n",
            kill, KILLS, target, customers.stream().mapToInt(List::size).sum(), answered.size());
      }
      server.stop();
      server = house.start();
      check(house, server, log, customers, true);
      server.stop();
      assertThat(whereSomebodyIsNamed(house.folder())).as("files that name a customer").isEmpty();
    }
  }

  /** What crashes leave behind (half-done writes, logs of outages) names nobody either. */
  private static List<String> whereSomebodyIsNamed(Path folder) {
    Needles needles =
        new Needles(
            "Phạm Thị Đôngngười",
            "dongnguoi.vn",
            "ngõ Đôngngười",
            "Đôngngười dặn",
            "+84907391",
            "001197391",
            "710090739",
            "tok_3fB7c9Kd",
            "Thường Trú");
    try (Stream<Path> files = Files.walk(folder)) {
      List<String> named = new ArrayList<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        for (String form : needles.in(Files.readAllBytes(file))) {
          named.add(folder.relativize(file) + ": " + form);
        }
      }
      return named;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As many of each as can be, in any order. */
  private static List<Target> targets(Random random) {
    List<Target> all = new ArrayList<>();
    while (all.size() < KILLS) {
      List<Target> each = new ArrayList<>(List.of(Target.values()));
      Collections.shuffle(each, random);
      all.addAll(each);
    }
    return all.subList(0, KILLS);
  }

  private ServerProcess loadAndKill(
      Installation house,
      ServerProcess server,
      PublishedLog log,
      List<List<Customer>> customers,
      Target target,
      Random random) {
    try (Load load = Load.start(server.api(), customers, this::fresh, house::timePasses, random)) {
      Pause.of(Duration.ofMillis(1_000 + random.nextInt(1_500)));
      log.look(server.api());
      Pause.of(Duration.ofMillis(random.nextInt(300)));
      switch (target) {
        case SERVER -> server.kill();
        case MAIN -> house.killInstance("main");
        case KEYS -> house.killInstance("keys");
      }
      if (target != Target.SERVER) {
        // The callers go on all the while, and must see nothing but 503 until it is back.
        Api api = server.api();
        Pause.until(
            () -> "the server said:\n" + server.said() + "\nthe instance is back",
            RETURN,
            api::healthy);
        Pause.of(Duration.ofMillis(500));
      }
      System.out.println(load);
    }
    answered.addAll(server.answered());
    return target == Target.SERVER ? house.start() : server;
  }

  private void check(
      Installation house,
      ServerProcess server,
      PublishedLog log,
      List<List<Customer>> customers,
      boolean afterStart) {
    List<Customer> all = customers.stream().flatMap(List::stream).toList();
    Truth truth = new Truth(house, server);
    truth.holdsFor(all);
    if (afterStart) {
      truth.holdsInTheTables(all);
    }
    answered.addAll(server.answered());
    log.verify(server.api(), answered);
  }

  private Customer fresh() {
    int number = born.incrementAndGet();
    return Customer.whole(number, number % 3 == 0);
  }
}
