package vn.onecall.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The processor time that a server has used so far, in milliseconds, by part: the threads of its
 * JVM by task, and its PostgreSQL instances by name. From Linux's {@code /proc}, whose clock ticks
 * every 10 ms (proc(5)): over a round of seconds that is exact enough.
 *
 * @param parts the time of each part
 * @param machineBusy the time that all processors of the machine were busy, whoever kept them so
 * @param machineAll the time that they had
 */
record CpuTimes(Map<String, Long> parts, long machineBusy, long machineAll) {
  /** The prefix of the name of a PostgreSQL instance. */
  static final String POSTGRES = "PostgreSQL ";

  private static final Path PROC = Path.of("/proc");
  private static final long MILLIS_PER_TICK = 10;
  private static final String REST = "other threads";

  /** In {@code postgres: main: checkpointer}, and in the arguments of the first process. */
  private static final Pattern INSTANCE =
      Pattern.compile("(?:^postgres: |cluster_name=)([a-z0-9-]+)");

  /** What the first letters of a thread's name, of which Linux keeps 15, say of its work. */
  private static final Map<String, String> WORK =
      Map.ofEntries(
          Map.entry("ForkJoinPool", "requests"),
          Map.entry("http-nio", "requests"),
          Map.entry("tomcat", "requests"),
          Map.entry("door-", "group commit"),
          Map.entry("bare-", "group commit"),
          Map.entry("sequencer", "sequencer"),
          Map.entry("C1 Compiler", "JIT"),
          Map.entry("C2 Compiler", "JIT"),
          Map.entry("GC Thread", "garbage collection"),
          Map.entry("G1 ", "garbage collection"));

  /** A process or thread: its parent, and its time with that of its ended children. */
  private record Stat(long parent, String name, long own, long ended) {}

  /** The times of a server now. */
  static CpuTimes of(long pid) {
    try {
      Map<Long, Stat> all = processes();
      Map<String, Long> parts = new TreeMap<>();
      Stat jvm = all.get(pid);
      if (jvm == null) {
        throw new BenchmarkException("a server under measurement has ended");
      }
      long threads = 0;
      for (Stat thread : stats(PROC.resolve(Long.toString(pid)).resolve("task")).values()) {
        parts.merge(work(thread.name), thread.own, Long::sum);
        threads += thread.own;
      }
      // Threads that have ended, such as compilers that were idle.
      parts.merge(REST, Math.max(0, jvm.own - threads), Long::sum);
      for (Map.Entry<Long, Stat> each : all.entrySet()) {
        if (each.getKey() != pid && descends(each.getKey(), pid, all)) {
          Stat process = each.getValue();
          parts.merge(POSTGRES + instance(each.getKey()), process.own + process.ended, Long::sum);
        }
      }
      List<String> machine =
          List.of(Files.readAllLines(PROC.resolve("stat")).getFirst().split(" +", -1));
      long idle = Long.parseLong(machine.get(4)) + Long.parseLong(machine.get(5));
      // user, nice, system, idle, iowait, irq, softirq, steal; guests are counted in user.
      long total = machine.subList(1, 9).stream().mapToLong(Long::parseLong).sum();
      return new CpuTimes(parts, (total - idle) * MILLIS_PER_TICK, total * MILLIS_PER_TICK);
    } catch (IOException e) {
      throw new BenchmarkException("the processor times cannot be read from /proc", e);
    }
  }

  /** The difference to an earlier reading. */
  CpuTimes since(CpuTimes before) {
    Map<String, Long> used = new TreeMap<>();
    parts.forEach((part, time) -> {
      used.put(part, Math.max(0, time - before.parts.getOrDefault(part, 0L)));
    });
    return new CpuTimes(used, machineBusy - before.machineBusy, machineAll - before.machineAll);
  }

  /** The time of the JVM's own threads. */
  long jvm() {
    return total() - postgres();
  }

  /** The time of all PostgreSQL processes. */
  long postgres() {
    return parts.entrySet().stream()
        .filter(part -> part.getKey().startsWith(POSTGRES))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  long total() {
    return parts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How much of the machine was busy, from 0 to 1. */
  double busy() {
    return (double) machineBusy / Math.max(1, machineAll);
  }

  private static String work(String thread) {
    return WORK.entrySet().stream()
        .filter(each -> thread.startsWith(each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(REST);
  }

  /** The instance's name, as its processes show it. */
  private static String instance(long pid) {
    try {
      Matcher name = INSTANCE.matcher(Files.readString(PROC.resolve(pid + "/cmdline"), ISO_8859_1));
      return name.find() ? name.group(1) : "launcher";
    } catch (IOException e) {
      return "launcher";
    }
  }

  private static boolean descends(long pid, long ancestor, Map<Long, Stat> all) {
    Stat process = all.get(pid);
    while (process != null && process.parent != ancestor) {
      process = all.get(process.parent);
    }
    return process != null;
  }

  private static Map<Long, Stat> processes() throws IOException {
    return stats(PROC);
  }

  private static Map<Long, Stat> stats(Path directory) throws IOException {
    List<Path> numbered = new ArrayList<>();
    try (DirectoryStream<Path> each = Files.newDirectoryStream(directory, "[0-9]*")) {
      each.forEach(numbered::add);
    }
    Map<Long, Stat> stats = new HashMap<>();
    for (Path one : numbered) {
      try {
        stats.put(
            Long.parseLong(one.getFileName().toString()),
            stat(Files.readString(one.resolve("stat"), ISO_8859_1)));
      } catch (IOException e) {
        // The process has ended in between.
      }
    }
    return stats;
  }

  /** The name stands in parentheses and may hold anything; the numbers follow the last one. */
  private static Stat stat(String line) {
    int end = line.lastIndexOf(')');
    String[] numbers = line.substring(end + 2).strip().split(" ", -1);
    return new Stat(
        Long.parseLong(numbers[1]),
        line.substring(line.indexOf('(') + 1, end),
        MILLIS_PER_TICK * (Long.parseLong(numbers[11]) + Long.parseLong(numbers[12])),
        MILLIS_PER_TICK * (Long.parseLong(numbers[13]) + Long.parseLong(numbers[14])));
  }
}
