package vn.onecall.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The cost of one purpose-bound read: the real server compared with a bare Spring endpoint, in
 * alternate rounds.
 *
 * <p>Each server has its own JVM and PostgreSQL with the same settings, and is idle while the other
 * is measured. Both check the same token, which each verifies once and remembers, receive the same
 * requests in the same order, and answer with the same number of bytes. The real server's time ends
 * when its log has published the entry of every answer. The load generator shares the machine; its
 * processor time is counted for neither.
 */
@Command(
    name = "door",
    description = {
      "One purpose-bound read beside a bare Spring endpoint: the ratio, and what binds.",
      "",
      "The bare endpoint has the same Spring, JVM flags, pool and PostgreSQL settings. It takes the same"
          + " token and remembers, as the real server does, that it verified it; reads name, email and"
          + " phone in clear by id, and adds a row to an audit table, in one statement that requests"
          + " share; and answers in as many bytes. It has no policy, facts, keys, sealing, log or limits:"
          + " what those cost is the ratio.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class DoorBenchmark implements Callable<Integer> {
  /** The root of 1CALL: set by its script, else the working directory. */
  private static final String HOME = "${sys:onecall.home:-.}/";

  /**
   * The JVM flags of a small server, with native access as PostgreSQL's and Argon2's launchers need
   * it.
   */
  private static final List<String> JVM =
      List.of(
          "-Xms512m",
          "-Xmx512m",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  @Option(names = "--rounds", description = "Rounds of each server (default: ${DEFAULT-VALUE}).")
  private int rounds = 5;

  @Option(names = "--seconds", description = "Length of a round (default: ${DEFAULT-VALUE}).")
  private int seconds = 20;

  @Option(
      names = "--connections",
      description = "Connections that ask at once (default: ${DEFAULT-VALUE}).")
  private int connections = 32;

  @Option(
      names = "--customers",
      description = "Customers that are registered first (default: 2000; cold: 1000000).")
  private @Nullable Integer customers;

  @Option(
      names = "--cold",
      description =
          "Read evenly over so many customers that most keys are in no cache. They are put in"
              + " beforehand, as an import is.")
  private boolean cold;

  @Option(
      names = "--warm-up",
      paramLabel = "ANSWERS",
      description = "Answers of each server before the first round (default: ${DEFAULT-VALUE}).")
  private long warmUp = 40_000;

  @Option(
      names = "--short",
      description = "2 rounds of a second over few customers: whether it runs at all.")
  private boolean brief;

  @Option(names = "--profile", description = "Also sample where both JVMs spend their time.")
  private boolean profile;

  @Option(
      names = "--jvm",
      paramLabel = "FLAG",
      description = "One more flag for the JVMs of both; may be repeated.")
  private List<String> flags = List.of();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = HOME + "data/bench",
      description =
          "Where the run's folder is made, and removed after it (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("");

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      defaultValue = HOME + "policies/1call/policy.yaml",
      description = "The real server's policy (default: ${DEFAULT-VALUE}).")
  private Path policy = Path.of("");

  @Option(
      names = "--server",
      paramLabel = "JAR",
      defaultValue = HOME + "server/target/onecall-server-exec.jar",
      description = "The real server (default: ${DEFAULT-VALUE}).")
  private Path server = Path.of("");

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (brief) {
      rounds = 2;
      seconds = 1;
      customers = customers == null ? (cold ? 3_000 : 200) : customers;
      warmUp = 0;
    }
    for (Path needed : List.of(policy, server)) {
      if (!Files.isRegularFile(needed)) {
        throw new BenchmarkException("the file " + needed + " is missing");
      }
    }
    try (RunFolder folder = RunFolder.in(data, "door")) {
      measure(folder.path(), new Report(Objects.requireNonNull(spec).commandLine().getOut()));
    }
    return 0;
  }

  private void measure(Path folder, Report report) {
    ServerPair.Settings settings =
        new ServerPair.Settings(
            folder, folder.resolveSibling("postgresql"), server, policy, connections, cold);
    int count = customers == null ? (cold ? 1_000_000 : 2_000) : customers;
    Duration length = Duration.ofSeconds(seconds);
    CpuProfile window;
    try (ServerPair servers =
        ServerPair.start(
            settings, Customer.first(count), flags(folder, "door"), flags(folder, "bare"))) {
      report.setUp(
          List.of(
              postgres(settings.binaries()) + ", fsync on",
              "%d connections over %d customers, %.0f bytes an answer%s"
                  .formatted(
                      connections,
                      count,
                      servers.meanLength(),
                      cold ? ", cold: few of their keys in the cache" : ""),
              "the JVM of each with " + String.join(" ", JVM) + " " + String.join(" ", flags)));
      warmUp(() -> servers.ofBare(length, 0));
      warmUp(() -> servers.ofDoor(length, 0));
      Instant from = Instant.now();
      for (int round = 1; round <= rounds; round++) {
        report.pair(servers.ofBare(length, round), servers.ofDoor(length, round));
      }
      report.verdict();
      window = new CpuProfile(from, Instant.now());
    }
    if (profile) {
      for (String each : List.of("bare", "door")) {
        window.print(each, recording(folder, each), report);
      }
    }
  }

  private List<String> flags(Path folder, String name) {
    List<String> all = new ArrayList<>(JVM);
    all.addAll(flags);
    if (profile) {
      all.add(CpuProfile.flag(recording(folder, name)));
    }
    return all;
  }

  /** The warm-up rounds, which are not counted. */
  private void warmUp(Supplier<RoundResult> round) {
    long answers = 0;
    do {
      answers += round.get().answers();
    } while (answers < warmUp);
  }

  private static String postgres(Path binaries) {
    try (Stream<Path> all = Files.walk(binaries, 3)) {
      Path program = all.filter(each -> each.endsWith("bin/postgres")).findFirst().orElseThrow();
      Process version = new ProcessBuilder(program.toString(), "--version").start();
      return new String(version.getInputStream().readAllBytes(), UTF_8).strip();
    } catch (IOException e) {
      throw new BenchmarkException("the version of PostgreSQL cannot be had", e);
    }
  }

  private static Path recording(Path folder, String name) {
    return folder.resolve(name + ".jfr");
  }
}
