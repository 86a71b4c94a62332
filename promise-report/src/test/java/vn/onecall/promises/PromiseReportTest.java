package vn.onecall.promises;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.onecall.keeper.features.Features;
import vn.onecall.policy.model.Enforcement;
import vn.onecall.policy.model.PolicyPromise;
import vn.onecall.policy.reading.PolicyReader;

class PromiseReportTest {
  private static final Path ROOT = Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());

  private static final String MARKED_METHODS =
      """
      package a.b;

      import org.junit.jupiter.api.Test;
      import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
      import vn.onecall.testing.Promise;

      class TwoTest {
        @Test
        @Promise("4.2")
        void startsEarly() {}

        @Test
        void keepsNothing() {}

        @Test
        @Promise("4.2")
        @EnabledIfSystemProperty(named = "onecall.long", matches = "true")
        void takesHours() {}
      }
      """;

  private static final String MARKED_CLASS =
      """
      package a.b;

      import org.junit.jupiter.api.Test;
      import vn.onecall.testing.Promise;

      @Promise("4.2")
      class ThreeTest {
        @Test
        void holds() {}

        void helps() {}
      }
      """;

  private Path folder = Path.of("");

  private record Ended(int status, String printed) {}

  @BeforeEach
  void giveEveryKeptPromiseAPassingTest(@TempDir Path temporary) throws IOException {
    folder = temporary;
    for (String each : List.of("policies/1call", "policies/law")) {
      Files.createDirectories(folder.resolve(each));
      try (Stream<Path> files = Files.list(ROOT.resolve(each))) {
        for (Path file : files.toList()) {
          Files.copy(file, folder.resolve(each).resolve(file.getFileName()));
        }
      }
    }
    for (String module : List.of("one", "two")) {
      Files.createDirectories(folder.resolve(module).resolve("src/test/java"));
      Files.createDirectories(folder.resolve(module).resolve("target/test-classes"));
      Files.createDirectories(folder.resolve(module).resolve("target/promises"));
      Files.createFile(folder.resolve(module).resolve("pom.xml"));
      buildWithoutMarks(module);
    }
    write("one", 1, kept().map(promise -> promise.id() + "\ta.b.OneTest#proves\tpassed").toList());
  }

  private Stream<PolicyPromise> kept() {
    return PolicyReader.load(policy()).promises().values().stream()
        .filter(promise -> promise.enforcement() instanceof Enforcement.Kept);
  }

  private Path policy() {
    return folder.resolve("policies/1call/policy.yaml");
  }

  private Path write(String module, int fork, List<String> lines) throws IOException {
    return Files.write(folder.resolve(module + "/target/promises/" + fork + ".tsv"), lines);
  }

  /** Any class of tests that names no promise: this one. */
  private void buildWithoutMarks(String module) throws IOException {
    String name = "PromiseReportTest.class";
    try (InputStream type =
        Objects.requireNonNull(PromiseReportTest.class.getResourceAsStream(name))) {
      Files.write(
          folder.resolve(module + "/target/test-classes").resolve(name), type.readAllBytes());
    }
  }

  /** Compiles a test of the module {@code two}. */
  private Path build(String name, String source) throws IOException {
    Path file = Files.writeString(folder.resolve(name + ".java"), source);
    Path classes = folder.resolve("two/target/test-classes");
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(
                    null,
                    null,
                    null,
                    "-proc:none",
                    "-classpath",
                    System.getProperty("java.class.path"),
                    "-d",
                    classes.toString(),
                    file.toString()))
        .isZero();
    return classes.resolve("a/b").resolve(name + ".class");
  }

  private Ended report() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      int status = PromiseReport.report(folder, out);
      return new Ended(status, printed.toString(StandardCharsets.UTF_8));
    }
  }

  private Path page() {
    return folder.resolve("docs/promises.md");
  }

  private void assertThatItIsRefused(String because) {
    Ended ended = report();
    assertThat(ended.printed()).isEqualTo(because + System.lineSeparator());
    assertThat(ended.status()).isOne();
    assertThat(page()).doesNotExist();
  }

  @Test
  void namesTheRoutesThatThereAreAndNoOther() throws IOException {
    assertThat(report().status).isZero();
    Set<String> declared = new TreeSet<>();
    Features.discover().routes().forEach(route -> declared.add(route.id()));
    List<String> named =
        Pattern.compile("`((?:GET|POST|PUT|PATCH|DELETE) [^`]*)`")
            .matcher(Files.readString(folder.resolve("docs/promises.md")))
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(named).hasSizeGreaterThan(20).allMatch(declared::contains);
    assertThat(named).contains("PUT /api/v1/customers/{id}/transfers/{transfer}");
  }

  @Test
  void tellsOfEachPromiseItsWordsWhatHoldsItAndItsTests() throws IOException {
    write("two", 1, List.of("4.2\ta.b.TwoTest#startsEarly\tpassed"));
    assertThat(report().status()).isZero();
    String text = Files.readString(page());
    for (PolicyPromise promise : PolicyReader.load(policy()).promises().values()) {
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
        1,
        kept()
            .filter(promise -> !promise.id().number().equals("1.4"))
            .map(promise -> promise.id() + "\ta.b.OneTest#proves\tpassed")
            .toList());
    assertThatItIsRefused("The promise 1.4 is kept, but no test of it passes.");
  }

  @Test
  void failsWhereATestOfAKeptPromiseFailsEvenIfAnotherRunOfItPasses() throws IOException {
    write("two", 1, List.of("1.6\ta.b.TwoTest#holds\tpassed"));
    write("two", 2, List.of("1.6\ta.b.TwoTest#holds\tfailed", "1.6\ta.b.TwoTest#holds\tpassed"));
    assertThatItIsRefused("The promise 1.6 is kept, but its test fails: a.b.TwoTest#holds");
  }

  @Test
  void gathersTheResultsOfAllForksAndGivesTheSameBytes() throws IOException {
    build("TwoTest", MARKED_METHODS);
    build("ThreeTest", MARKED_CLASS);
    write("two", 1, List.of("4.2\ta.b.TwoTest#startsEarly\tpassed"));
    write("two", 2, List.of("4.2\ta.b.ThreeTest#holds\tpassed"));
    assertThat(report().status()).isZero();
    String once = Files.readString(page());
    assertThat(section(once, "4.2"))
        .contains("- `startsEarly` (TwoTest)")
        .contains("- `holds` (ThreeTest)");
    assertThat(report().status()).isZero();
    assertThat(page()).content().isEqualTo(once);
  }

  @Test
  void failsWhereTheResultsOfOneForkAreMissing() throws IOException {
    build("TwoTest", MARKED_METHODS);
    build("ThreeTest", MARKED_CLASS);
    write("two", 1, List.of("4.2\ta.b.TwoTest#startsEarly\tpassed"));
    assertThatItIsRefused("This test of a promise did not run: a.b.ThreeTest#holds");
  }

  @Test
  void failsWhereTheTestsOfAModuleDidNotRun() throws IOException {
    build("TwoTest", MARKED_METHODS);
    assertThatItIsRefused("This test of a promise did not run: a.b.TwoTest#startsEarly");
  }

  @Test
  void failsWhereTheTestsOfAModuleWereNotBuilt() throws IOException {
    Files.delete(folder.resolve("two/target/test-classes/PromiseReportTest.class"));
    assertThatItIsRefused("The tests of the module two were not built.");
  }

  @Test
  void failsOnResultsOfAnEarlierBuild() throws IOException {
    Path results = write("two", 1, List.of("4.2\ta.b.TwoTest#startsEarly\tpassed"));
    Files.setLastModifiedTime(
        build("TwoTest", MARKED_METHODS), FileTime.from(Instant.now().plusSeconds(60)));
    assertThatItIsRefused("These results are of an earlier build: " + results);
  }

  @Test
  void refusesWhatIsNoResultOfTests() throws IOException {
    Path file = write("two", 1, List.of("1.6 passed"));
    assertThatItIsRefused(file + " does not hold the results of tests.");
  }

  @Test
  void theTestThatItNamesForEveryRefusalExists() throws IOException {
    int at = PromisesPage.REFUSALS.indexOf('#');
    Path source =
        ROOT.resolve(
            "policy/src/test/java/"
                + PromisesPage.REFUSALS.substring(0, at).replace('.', '/')
                + ".java");
    assertThat(Files.readString(source)).contains(PromisesPage.REFUSALS.substring(at + 1) + "(");
  }
}
