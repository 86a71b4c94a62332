package vn.onecall.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import vn.onecall.cli.Onecall;
import vn.onecall.cli.Script;
import vn.onecall.policy.model.Enforcement;
import vn.onecall.policy.model.PolicyPromise;
import vn.onecall.policy.reading.PolicyReader;

class PromisesReportTest {
  private static final Path POLICY = Script.file("policies/1call/policy.yaml");

  private Path folder = Path.of("");

  private record Ended(int status, String printed) {}

  @BeforeEach
  void giveEveryKeptPromiseAPassingTest(@TempDir Path temporary) throws IOException {
    folder = temporary;
    write("one", kept().map(promise -> promise.id() + "\ta.b.OneTest#proves\tpassed").toList());
  }

  private static Stream<PolicyPromise> kept() {
    return PolicyReader.load(POLICY).promises().values().stream()
        .filter(promise -> promise.enforcement() instanceof Enforcement.Kept);
  }

  private void write(String module, List<String> lines) throws IOException {
    Path target = Files.createDirectories(folder.resolve(module).resolve("target"));
    Files.write(target.resolve("promises.tsv"), lines);
  }

  private Ended report(String... more) {
    StringWriter printed = new StringWriter();
    CommandLine line =
        Onecall.commandLine()
            .setOut(new PrintWriter(printed, true))
            .setErr(new PrintWriter(printed, true));
    String[] arguments =
        Stream.concat(
                Stream.of(
                    "promises",
                    "report",
                    "--policy",
                    POLICY.toString(),
                    "--results",
                    folder.toString(),
                    "--out",
                    page().toString()),
                Stream.of(more))
            .toArray(String[]::new);
    return new Ended(line.execute(arguments), printed.toString());
  }

  private Path page() {
    return folder.resolve("docs/promises.md");
  }

  @Test
  void tellsOfEachPromiseItsWordsWhatHoldsItAndItsTests() throws IOException {
    write("two", List.of("4.2\ta.b.TwoTest#startsEarly\tpassed"));
    assertThat(report().status()).isZero();
    String text = Files.readString(page());
    for (PolicyPromise promise : PolicyReader.load(POLICY).promises().values()) {
      assertThat(text)
          .contains("\n## " + promise.id() + ", ")
          .contains("> " + promise.words().vi().strip() + "\n")
          .contains("> " + promise.words().en().strip() + "\n");
    }
    assertThat(section(text, "1.6"))
        .startsWith("1.6, kept")
        .contains("Kept by:\n- `access-door`: All personal data")
        .contains("- `proves` (OneTest)")
        .contains("`GET /api/v1/customers/{id}/entries/{entry}/receipt` as `audit.receipt`");
    assertThat(section(text, "1.8"))
        .startsWith("1.8, kept")
        .contains("`POST /api/v1/customers/{id}/consents` as `account.consent`")
        .contains("`POST /api/v1/customers/{id}/marketing-refusal` as `account.refuse-marketing`");
    assertThat(section(text, "4.2"))
        .startsWith("4.2, held by refusal")
        .contains("Denied to everyone: `campaigns.announce-offers`")
        .contains("`heldByRefusalDeniesEveryActivityOf` (PublishedPolicyTest)")
        .contains("Already tested of it, though it is not kept yet:\n- `startsEarly` (TwoTest)");
    assertThat(section(text, "4.2"))
        .as("campaigns.send is refused by 4.2 too, but the answer names 1.7")
        .contains("of `campaigns.announce-offers`.");
    assertThat(section(text, "1.9")).doesNotContain("Already tested");
  }

  private static String section(String text, String number) {
    int from = text.indexOf("\n## " + number + ",") + 4;
    int to = text.indexOf("\n## ", from);
    return text.substring(from, to < 0 ? text.length() : to);
  }

  @Test
  void failsWhereAKeptPromiseHasNoPassingTest() throws IOException {
    write(
        "one",
        kept()
            .filter(promise -> !promise.id().number().equals("1.4"))
            .map(promise -> promise.id() + "\ta.b.OneTest#proves\tpassed")
            .toList());
    Ended ended = report();
    assertThat(ended.status()).isOne();
    assertThat(ended.printed())
        .isEqualTo("The promise 1.4 is kept, but no test of it passes." + System.lineSeparator());
    assertThat(page()).doesNotExist();
  }

  @Test
  void failsWhereATestOfAKeptPromiseFailsEvenIfAnotherRunOfItPasses() throws IOException {
    write("two", List.of("1.6\ta.b.TwoTest#holds\tfailed", "1.6\ta.b.TwoTest#holds\tpassed"));
    Ended ended = report();
    assertThat(ended.status()).isOne();
    assertThat(ended.printed())
        .contains("The promise 1.6 is kept, but its test fails: a.b.TwoTest#holds");
  }

  @Test
  void givesTheSameBytesAndNoticesAPageThatIsNotUpToDate() throws IOException {
    assertThat(report().status()).isZero();
    String once = Files.readString(page());
    assertThat(report().status()).isZero();
    assertThat(Files.readString(page())).isEqualTo(once);
    assertThat(report("--check").status()).isZero();
    write("two", List.of("1.6\ta.b.TwoTest#holds\tpassed"));
    assertThat(report("--check").status()).isOne();
    assertThat(Files.readString(page())).isEqualTo(once);
  }

  @Test
  void refusesWhatIsNoResultOfTests() throws IOException {
    write("two", List.of("1.6 passed"));
    assertThat(report().status()).isEqualTo(2);
  }

  @Test
  void theTestThatItNamesForEveryRefusalExists() throws IOException {
    int at = PromisesPage.REFUSALS.indexOf('#');
    Path source =
        Script.file(
            "policy/src/test/java/"
                + PromisesPage.REFUSALS.substring(0, at).replace('.', '/')
                + ".java");
    assertThat(Files.readString(source)).contains(PromisesPage.REFUSALS.substring(at + 1) + "(");
  }
}
