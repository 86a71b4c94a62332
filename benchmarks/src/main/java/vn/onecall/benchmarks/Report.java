package vn.onecall.benchmarks;

import static java.util.Locale.ROOT;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints the results, and the machine that they were measured on. */
final class Report {
  private static final double BUSY = 0.9;

  private final PrintWriter out;
  private final List<RoundResult> bare = new ArrayList<>();
  private final List<RoundResult> door = new ArrayList<>();

  Report(PrintWriter out) {
    this.out = out;
  }

  void line(String text) {
    out.println(text);
    out.flush();
  }

  /** The machine, the software and the work; then the head of the table of rounds. */
  void setUp(List<String> work) {
    machine();
    work.forEach(this::line);
    line("");
    line(
        String.format(
            "%-6s%-7s%8s%9s%10s%11s%18s%9s%12s%9s",
            "round",
            "server",
            "answers",
            "seconds",
            "catch-up",
            "per second",
            "µs CPU per answer",
            "JVM",
            "PostgreSQL",
            "machine"));
  }

  /** The machine and the JDK. */
  void machine() {
    line(Runtime.getRuntime().availableProcessors() + " processors, " + processorModel());
    line("JDK " + System.getProperty("java.runtime.version"));
  }

  private static String processorModel() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("of no known model");
    } catch (IOException e) {
      return "of no known model";
    }
  }

  /** Adds one round of each server. */
  void pair(RoundResult ofBare, RoundResult ofDoor) {
    bare.add(ofBare);
    door.add(ofDoor);
    row("bare", ofBare);
    row("door", ofDoor);
  }

  private void row(String server, RoundResult round) {
    line(
        String.format(
            ROOT,
            "%-6d%-7s%8d%9.2f%10.2f%11.0f%18.0f%9.0f%12.0f%8.0f%%",
            bare.size(),
            server,
            round.answers(),
            round.seconds(),
            round.catchUp(),
            round.perSecond(),
            round.micros(round.cpu().total()),
            round.micros(round.cpu().jvm()),
            round.micros(round.cpu().postgres()),
            100 * round.cpu().busy()));
  }

  /** Prints the medians, the bottleneck, and the ratio. */
  void verdict() {
    line("");
    String dearest = parts();
    double busy = median(door, round -> round.cpu().busy());
    double[] ratios = new double[door.size()];
    Arrays.setAll(ratios, i -> door.get(i).perSecond() / bare.get(i).perSecond());
    line("");
    line(
        String.format(
            ROOT,
            "What binds: %s, with the machine %.0f%% busy. %s",
            busy >= BUSY ? "the processors" : "waiting for commits",
            100 * busy,
            dearest));
    line(
        String.format(
            ROOT,
            "Answers per second: bare %.0f, door %.0f. CPU per answer: bare %.0f µs, door %.0f µs.",
            median(bare, RoundResult::perSecond),
            median(door, RoundResult::perSecond),
            median(bare, round -> round.micros(round.cpu().total())),
            median(door, round -> round.micros(round.cpu().total()))));
    line(
        String.format(
            ROOT,
            "Ratio, door to bare: %.2f, the median of %s",
            median(ratios),
            Arrays.stream(ratios)
                .mapToObj(one -> String.format(ROOT, "%.2f", one))
                .collect(Collectors.joining(", "))));
  }

  /**
   * Prints the processor time by part, and names the part with the greatest extra cost of the door.
   */
  private String parts() {
    TreeSet<String> names = new TreeSet<>();
    Stream.of(bare, door)
        .flatMap(List::stream)
        .forEach(round -> names.addAll(round.cpu().parts().keySet()));
    Map<String, Double> more = new TreeMap<>();
    line(String.format("%-24s%8s%8s", "µs CPU per answer", "bare", "door"));
    for (String name : names) {
      ToDoubleFunction<RoundResult> part =
          round -> round.micros(round.cpu().parts().getOrDefault(name, 0L));
      double ofBare = median(bare, part);
      double ofDoor = median(door, part);
      line(String.format(ROOT, "  %-22s%8.1f%8.1f", name, ofBare, ofDoor));
      // The instances have different names in each server; they are counted together.
      String counted = name.startsWith(CpuTimes.POSTGRES) ? CpuTimes.POSTGRES.strip() : name;
      more.merge(counted, ofDoor - ofBare, Double::sum);
    }
    return more.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(most ->
            String.format(
                ROOT, "The door costs most in: %s (%+.0f µs).", most.getKey(), most.getValue()))
        .orElse("");
  }

  private static double median(List<RoundResult> rounds, ToDoubleFunction<RoundResult> of) {
    return median(rounds.stream().mapToDouble(of).toArray());
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
