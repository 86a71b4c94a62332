package vn.onecall.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whether the measurement runs at all; and how large a customer is, which no other work changes.
 */
class BulkBenchmarkTest {
  private static final Path POLICY =
      Path.of("..", "policies", "1call", "policy.yaml").toAbsolutePath().normalize();
  private static final Path DATA = Path.of("target", "bench-bulk").toAbsolutePath();

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void measuresRegistrationsBesideACopyOfTheirRowsAndTheSizeOfACustomer() throws IOException {
    int exit =
        Benchmarks.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute("bulk", "--short", "--data=" + DATA, "--policy=" + POLICY);

    assertThat(err.toString()).isEmpty();
    assertThat(exit).isZero();
    assertThat(out.toString())
        .containsPattern("(?m)^account +1 +[1-9]\\d* +[1-9]\\d* +\\d\\.\\d\\d +[1-9]\\d* MB")
        .containsPattern("(?m)^full +1 +[1-9]\\d* +[1-9]\\d* +\\d\\.\\d\\d +[1-9]\\d* MB")
        .containsPattern("(?m)^  main\\.sealed +3\\.0 ")
        .containsPattern("(?m)^  main\\.sealed +8\\.0 ")
        .containsPattern("(?m)^Ratio, registered to copied, account: \\d\\.\\d\\d")
        .containsPattern("(?m)^Ratio, registered to copied, full: \\d\\.\\d\\d");
    assertThat(size("account")).isBetween(1_000, 3_500);
    try (Stream<Path> left = Files.list(DATA)) {
      assertThat(left.map(each -> each.getFileName().toString())).containsExactly("postgresql");
    }
  }

  private int size(String kind) {
    return Pattern.compile("(?s)Bytes of a customer, " + kind + " .*?  in all +(\\d+)")
        .matcher(out.toString())
        .results()
        .map((MatchResult found) -> Integer.parseInt(found.group(1)))
        .findFirst()
        .orElseThrow();
  }
}
