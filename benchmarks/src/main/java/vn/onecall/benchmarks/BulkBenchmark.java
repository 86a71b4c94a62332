package vn.onecall.benchmarks;

import static java.util.Locale.ROOT;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.onecall.keeper.instances.Instances;

/**
 * The cost of bulk registration: the door's import compared with a bare COPY of the same rows, each
 * into new instances with the same tables and indexes. Both commit 500 customers at a time and run
 * the same number of commits at once. Also the size of a sealed customer on disk.
 */
@Command(
    name = "bulk",
    description =
        "Many registrations beside a bare COPY of the same rows, and the size of a customer.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class BulkBenchmark implements Callable<Integer> {
  private static final String HOME = "${sys:onecall.home:-.}/";
  private static final double MEGABYTE = 1 << 20;

  @Option(names = "--rounds", description = "Rounds of each kind (default: ${DEFAULT-VALUE}).")
  private int rounds = 3;

  @Option(
      names = "--customers",
      description = "Customers that a round registers (default: ${DEFAULT-VALUE}).")
  private int customers = 20_000;

  @Option(names = "--short", description = "1 round of 1,200 customers: whether it runs at all.")
  private boolean brief;

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
      description = "The policy (default: ${DEFAULT-VALUE}).")
  private Path policy = Path.of("");

  @Spec private @Nullable CommandSpec spec;

  /** One round: both times, the door's heap use, and its disk use. */
  private record Measured(
      double bulk, double bare, double heapEarly, double heapLate, DiskUsage size) {
    double ratio() {
      return bulk / bare;
    }
  }

  @Override
  public Integer call() throws IOException {
    if (brief) {
      rounds = 1;
      customers = 1_200;
    }
    if (!Files.isRegularFile(policy)) {
      throw new BenchmarkException("the file " + policy + " is missing");
    }
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    try (RunFolder folder = RunFolder.in(data, "bulk")) {
      Report report = new Report(out);
      report.machine();
      report.line(
          "%,d customers a round, %d in a commit of each instance, fsync on"
              .formatted(customers, BareCopy.CHUNK));
      report.line("");
      if (!brief) {
        // The JIT compiles before the first counted round.
        measure(folder, Registrations.Kind.FULL);
      }
      report.line(
          String.format(
              "%-9s%6s%15s%15s%8s%26s",
              "kind", "round", "registered/s", "copied/s", "ratio", "heap at 1/10 and 9/10"));
      List<String> last = new ArrayList<>();
      for (Registrations.Kind kind : Registrations.Kind.values()) {
        last.addAll(rounds(folder, kind, report));
      }
      last.forEach(report::line);
    }
    return 0;
  }

  private List<String> rounds(RunFolder folder, Registrations.Kind kind, Report report)
      throws IOException {
    List<Measured> all = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      Measured measured = measure(folder, kind);
      all.add(measured);
      report.line(
          String.format(
              ROOT,
              "%-9s%6d%15.0f%15.0f%8.2f%16.0f MB%7.0f MB",
              kind.words(),
              round,
              measured.bulk,
              measured.bare,
              measured.ratio(),
              measured.heapEarly,
              measured.heapLate));
    }
    List<String> last = new ArrayList<>();
    last.add("");
    last.addAll(all.getLast().size.lines(kind.words()));
    last.add(
        String.format(
            ROOT,
            "Ratio, registered to copied, %s: %.2f, the median of %d",
            kind.words(),
            Report.median(all.stream().mapToDouble(Measured::ratio).toArray()),
            rounds));
    return last;
  }

  private Measured measure(RunFolder folder, Registrations.Kind kind) throws IOException {
    Path door = Files.createDirectories(folder.path().resolve("door"));
    Path rows = folder.path().resolve("rows");
    Path bare = Files.createDirectories(folder.path().resolve("bare"));
    double[] heap = new double[2];
    double bulk;
    DiskUsage size;
    BareCopy copy;
    try (LocalInstallation installed = LocalInstallation.make(door, folder.binaries(), policy)) {
      long start = System.nanoTime();
      CustomerIds ids =
          installed.register(
              kind,
              customers,
              stored -> {
                if (stored == customers / 10) {
                  heap[0] = heap();
                } else if (stored == customers / 10 * 9) {
                  heap[1] = heap();
                }
              });
      bulk = customers / ((System.nanoTime() - start) / 1e9);
      size = DiskUsage.of(installed.instances(), customers);
      copy = BareCopy.readOut(installed.owners(), ids, rows);
    }
    double copied;
    try (Instances fresh = LocalInstallation.instances(bare, folder.binaries())) {
      copied = customers / (copy.write(fresh) / 1e9);
      if (DiskUsage.of(fresh, customers).rows() != size.rows()) {
        throw new BenchmarkException("the copy has not as many rows as what was registered");
      }
    }
    for (Path each : List.of(door, rows, bare)) {
      RunFolder.remove(each);
    }
    return new Measured(bulk, copied, heap[0], heap[1], size);
  }

  /** The reachable heap, in megabytes. */
  private static double heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE;
  }
}
