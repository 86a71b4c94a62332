package vn.onecall.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A decision allocates nothing, and costs about what the product says. */
class DecisionBenchmarkTest {
  private static final Pattern DECISION =
      Pattern.compile("decision, by (place|name) +[0-9.]+ +[0-9.]+ +([0-9.]+) +([0-9.]+)");

  @Test
  void decidesWithoutAllocatingAndInAFewLookups() {
    StringWriter said = new StringWriter();
    CommandLine command = Benchmarks.commandLine().setOut(new PrintWriter(said));
    assertThat(command.execute("decision", "--short", "--policy", "../policies/1call/policy.yaml"))
        .isZero();
    List<Matcher> ways =
        said.toString().lines().map(DECISION::matcher).filter(Matcher::find).toList();
    assertThat(ways).as("" + said).extracting(way -> way.group(1)).containsExactly("place", "name");
    for (Matcher way : ways) {
      // One object would be 16 B; what JMH itself allocates is spread over millions of questions.
      assertThat(Double.parseDouble(way.group(2))).as("" + said).isLessThan(0.1);
    }
    // Loosely: other work on the machine weighs more than the decision.
    assertThat(Double.parseDouble(ways.getFirst().group(3)))
        .as("lookups by place: " + said)
        .isLessThan(3 * DecisionBenchmark.MOST);
  }

  @Test
  void refusesAPolicyThatIsNotThere() {
    StringWriter said = new StringWriter();
    CommandLine command = Benchmarks.commandLine().setErr(new PrintWriter(said));
    assertThat(command.execute("decision", "--policy", "nowhere.yaml")).isEqualTo(1);
    assertThat(said.toString()).contains("nowhere.yaml is missing");
  }
}
