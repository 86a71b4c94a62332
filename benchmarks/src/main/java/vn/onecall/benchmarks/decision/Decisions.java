package vn.onecall.benchmarks.decision;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import vn.onecall.policy.Policy;
import vn.onecall.policy.deciding.Decision;
import vn.onecall.policy.deciding.DecisionTable;
import vn.onecall.policy.model.Fact;
import vn.onecall.policy.reading.PolicyReader;

/**
 * The same questions asked in three ways, in random order: an activity, and the facts of a subject.
 * The array ignores facts; it shows the least possible cost of a decision.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Decisions {
  private static final int QUESTIONS = 1 << 12;
  private static final int SUBJECTS = 1 << 6;

  /** The policy file. */
  @Param("")
  public String policy = "";

  @SuppressWarnings("NullAway.Init") // JMH calls what is marked as setup before anything else.
  private DecisionTable table;

  private final Decision[] answers = new Decision[QUESTIONS];
  private final int[] places = new int[QUESTIONS];
  private final String[] names = new String[QUESTIONS];
  private final int[][] facts = new int[QUESTIONS][];
  private int next;

  /** Draws the questions: any activity, and one of a few subjects with about three facts. */
  @Setup
  public void draw() {
    Policy loaded = PolicyReader.load(Path.of(policy));
    table = DecisionTable.compile(loaded);
    Random random = new Random(8);
    int[] numbers = loaded.facts().values().stream().mapToInt(Fact::number).sorted().toArray();
    int[][] subjects = new int[SUBJECTS][];
    for (int i = 0; i < SUBJECTS; i++) {
      subjects[i] = Arrays.stream(numbers).filter(fact -> random.nextInt(8) == 0).toArray();
    }
    // Equal strings in other objects than those of the table, as requests bring them.
    String[] activities =
        loaded.activities().keySet().stream()
            .map(activity -> new String(activity.toCharArray()))
            .toArray(String[]::new);
    for (int i = 0; i < QUESTIONS; i++) {
      names[i] = activities[random.nextInt(activities.length)];
      places[i] = table.indexOf(names[i]);
      facts[i] = subjects[random.nextInt(SUBJECTS)];
      answers[places[i]] = table.decide(names[i], facts[i]);
    }
  }

  /** A plain lookup. */
  @Benchmark
  public Decision array() {
    return answers[places[question()]];
  }

  /** A decision on an activity that the caller has looked up before. */
  @Benchmark
  public Decision byPlace() {
    int question = question();
    return table.decide(places[question], facts[question]);
  }

  /** A decision on an activity by its name. */
  @Benchmark
  public Decision byName() {
    int question = question();
    return table.decide(names[question], facts[question]);
  }

  private int question() {
    next = next + 1 & QUESTIONS - 1;
    return next;
  }
}
