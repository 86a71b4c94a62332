package vn.onecall.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Whether the measurement runs at all; how fast anything is depends on who else is at work. */
class DoorBenchmarkTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path DATA = Path.of("target", "bench").toAbsolutePath();

  /** What runs for some seconds starts sooner with one compiler. */
  private static final String SOON = "--jvm=-XX:TieredStopAtLevel=1";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int bench(String... args) {
    CommandLine command = Benchmarks.commandLine();
    return command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(args);
  }

  @Test
  void measuresTheRealServerBesideTheBareOne() throws IOException {
    int exit =
        bench(
            "door",
            "--short",
            SOON,
            "--data=" + DATA,
            "--policy=" + ROOT.resolve("policies/1call/policy.yaml"),
            "--server=" + ROOT.resolve("server/target/onecall-server-exec.jar"));

    assertThat(err.toString()).isEmpty();
    assertThat(exit).isZero();
    assertThat(out.toString())
        .containsPattern("(?m)^1 +bare +[1-9]\\d* ")
        .containsPattern("(?m)^2 +door +[1-9]\\d* ")
        .containsPattern("(?m)^  PostgreSQL main +0\\.0 +[1-9]")
        .containsPattern("(?m)^What binds: ")
        .containsPattern("(?m)^Answers per second: .* CPU per answer: bare [1-9]\\d* µs, door ")
        .containsPattern("(?m)^Ratio, door to bare: \\d\\.\\d\\d, the median of ");
    try (Stream<Path> left = Files.list(DATA)) {
      assertThat(left.map(each -> each.getFileName().toString())).containsExactly("postgresql");
    }
  }

  @Test
  void measuresReadsOverCustomersWhoWerePutInBeforehand() {
    int exit =
        bench(
            "door",
            "--cold",
            "--short",
            SOON,
            "--data=" + DATA,
            "--policy=" + ROOT.resolve("policies/1call/policy.yaml"),
            "--server=" + ROOT.resolve("server/target/onecall-server-exec.jar"));

    assertThat(err.toString()).isEmpty();
    assertThat(exit).isZero();
    assertThat(out.toString())
        .containsPattern("over 3000 customers, .* cold")
        .containsPattern("(?m)^Ratio, door to bare: \\d\\.\\d\\d, the median of ");
  }

  @Test
  void saysWhatIsMissing() {
    int exit = bench("door", "--short", "--data=" + DATA, "--server=nowhere.jar");

    assertThat(exit).isEqualTo(1);
    assertThat(err.toString()).contains("is missing");
  }
}
