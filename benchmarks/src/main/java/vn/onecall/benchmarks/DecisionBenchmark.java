package vn.onecall.benchmarks;

import static java.util.Locale.ROOT;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.onecall.benchmarks.decision.Decisions;

/**
 * The cost of one in-memory decision with facts: the policy's decision table compared with an array
 * lookup, in one JMH run that also measures allocation. The server's door decides the same rule
 * inside its SQL statement; the in-memory decision serves the checker, replay and explanations.
 */
@Command(
    name = "decision",
    description =
        "One decision with facts beside an array lookup: the ratio, and what is allocated.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class DecisionBenchmark implements Callable<Integer> {
  /** The greatest accepted cost of a decision, in array lookups. */
  static final double MOST = 5;

  private static final TimeValue ROUND = TimeValue.milliseconds(50);

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  @Option(
      names = "--short",
      description = "One JVM each and two seconds of rounds: whether it runs at all.")
  private boolean brief;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      defaultValue = "${sys:onecall.home:-.}/policies/1call/policy.yaml",
      description = "The policy that decides (default: ${DEFAULT-VALUE}).")
  private Path policy = Path.of("");

  @Spec private @Nullable CommandSpec spec;

  /**
   * The result of one benchmark method.
   *
   * @param fastest a question's time in the fastest round: other work on the machine only adds
   * @param median its time in the middle one
   * @param bytes what a question allocates
   */
  private record Measured(double fastest, double median, double bytes) {}

  @Override
  public Integer call() throws IOException, RunnerException, InterruptedException {
    if (!Files.isRegularFile(policy)) {
      throw new BenchmarkException("the file " + policy + " is missing");
    }
    try (ForkedClassPath classes = ForkedClassPath.prepare()) {
      print(measured(classes.run(new Runner(options()))));
    }
    return 0;
  }

  private Options options() {
    return new OptionsBuilder()
        .include("^" + Decisions.class.getName().replace(".", "\\.") + "\\.")
        .param("policy", policy.toAbsolutePath().toString())
        .addProfiler(GCProfiler.class)
        .jvmArgsAppend("--sun-misc-unsafe-memory-access=allow")
        .forks(brief ? 1 : 3)
        .warmupIterations(brief ? 10 : 30)
        .measurementIterations(brief ? 30 : 100)
        .warmupTime(ROUND)
        .measurementTime(ROUND)
        .verbosity(VerboseMode.SILENT)
        .shouldFailOnError(true)
        .build();
  }

  private static Map<String, Measured> measured(Collection<RunResult> results) {
    Map<String, Measured> all = new HashMap<>();
    for (RunResult each : results) {
      Result<?> time = each.getPrimaryResult();
      Result<?> bytes = Objects.requireNonNull(each.getSecondaryResults().get(ALLOCATED));
      double[] rounds =
          each.getBenchmarkResults().stream()
              .flatMap(fork -> fork.getIterationResults().stream())
              .mapToDouble(round -> round.getPrimaryResult().getScore())
              .sorted()
              .toArray();
      all.put(
          time.getLabel(), new Measured(rounds[0], rounds[rounds.length / 2], bytes.getScore()));
    }
    return all;
  }

  private void print(Map<String, Measured> all) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Measured array = Objects.requireNonNull(all.get("array"));
    out.println("one question         fastest ns   median ns   B allocated   lookups");
    for (List<String> way :
        List.of(
            List.of("array", "array lookup"),
            List.of("byPlace", "decision, by place"),
            List.of("byName", "decision, by name"))) {
      Measured each = Objects.requireNonNull(all.get(way.getFirst()));
      out.println(
          String.format(
              ROOT,
              "%-20s %10.2f %11.2f %13.4f %9.2f",
              way.getLast(),
              each.fastest,
              each.median,
              each.bytes,
              each.fastest / array.fastest));
    }
    out.println();
    out.println(
        String.format(
            ROOT,
            "Lookups are those of the fastest rounds. A place is what a caller has looked up once, for"
                + " however many subjects: at most %.0f lookups are wanted, and 0 B. A name is looked"
                + " up each time, its letters compared.",
            MOST));
    out.flush();
  }
}
