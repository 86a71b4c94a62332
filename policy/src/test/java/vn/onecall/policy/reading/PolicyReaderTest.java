package vn.onecall.policy.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.onecall.policy.Finding;
import vn.onecall.policy.FindingCase;
import vn.onecall.policy.PolicyException;
import vn.onecall.policy.SamplePolicies;
import vn.onecall.policy.deciding.ActivityRule;
import vn.onecall.policy.deciding.DecisionTable;
import vn.onecall.testing.Promise;

class PolicyReaderTest {

  static Stream<FindingCase> cases() {
    return FindingCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void refusesEachMistakeInItsLineForItsReasonAlone(FindingCase broken) {
    assertThat(findingsIn(broken.policy())).isEqualTo(broken.findings());
  }

  @Test
  void theSmallPolicyItselfHasNoMistake() {
    assertThatCode(SamplePolicies::small).doesNotThrowAnyException();
    assertThat(FindingCase.all().map(FindingCase::name).distinct()).hasSizeGreaterThan(25);
  }

  @Test
  @Promise("1.1")
  void refusesAFieldWithoutCategoryPurposeOrNecessity() {
    for (String key : List.of("category", "purposes", "necessity")) {
      String without =
          SamplePolicies.publishedText()
              .replaceFirst("(?ms)(^  full-name:\\R.*?)^    " + key + ":.*?(?=^    \\w)", "$1");
      assertThat(without).isNotEqualTo(SamplePolicies.publishedText());
      assertThat(findingsIn(without))
          .map(Finding::reason)
          .filteredOn(reason -> reason.startsWith("field "))
          .containsExactly("field `full-name` lacks `" + key + "`");
    }
  }

  @Test
  void tellsAllMistakesAtOnceInTheOrderOfTheFile() {
    String broken =
        SamplePolicies.smallText()
            .replace("version: 3", "version: 0")
            .replace("    necessity: {vi: Để xưng hô., en: To address.}\n", "")
            .replace("after: account-closed", "after: never")
            .replace("kept-by: [checker, care.find]", "kept-by: [nothing]");
    PolicyException refusal = refusalOf(broken.getBytes(StandardCharsets.UTF_8));
    assertThat(refusal)
        .hasMessage(
            """
            policy.yaml:2: `version` must be 1 or more
            policy.yaml:34: `after` in `retention` of category `contact` names the unknown event \
            `never`
            policy.yaml:58: field `nickname` lacks `necessity`
            policy.yaml:95: `kept-by` of promise `1.1` names the unknown mechanism, activity or \
            transfer `nothing`\
            """);
    assertThat(refusal.findings()).hasSize(4).isSortedAccordingTo((a, b) -> a.line() - b.line());
  }

  @Test
  void refusesAFileThatIsNotThere(@TempDir Path folder) {
    assertThat(
            catchThrowableOfType(
                PolicyException.class, () -> PolicyReader.load(folder.resolve("p"))))
        .hasMessage("p:1: there is no such file");
    assertThat(
            catchThrowableOfType(PolicyException.class, () -> PolicyReader.load(folder)).findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.reason()).startsWith("the file cannot be read"));
  }

  @Test
  void refusesAFileOfMoreThanOneMebibyte() {
    byte[] small = SamplePolicies.smallText().getBytes(StandardCharsets.UTF_8);
    byte[] large = Arrays.copyOf(small, (1 << 20) + 1);
    Arrays.fill(large, small.length, large.length, (byte) '\n');
    assertThat(refusalOf(large))
        .hasMessage("policy.yaml:1: the file is larger than 1 MiB; a policy is read by people");
    assertThat(SamplePolicies.load(Arrays.copyOf(large, 1 << 20)).name()).isEqualTo("small");
  }

  @Test
  void refusesWhatIsNotUtf8InItsLine() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("policy: small\nversion: 3\n".getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(new byte[] {'#', (byte) 0xc3, '\n'});
    assertThat(refusalOf(bytes.toByteArray()))
        .hasMessage("policy.yaml:3: the file is not UTF-8 here");
  }

  @Test
  void refusesACharacterThatNoTextHolds() {
    assertThat(findingsIn("policy: small\nversion: \u0007\n"))
        .containsExactly(
            new Finding("policy.yaml", 2, "the character U+0007 has no place in a file"));
  }

  @Test
  void refusesAnEmptyFileAndOneThatIsNoMapping() {
    assertThat(findingsIn("")).containsExactly(new Finding("policy.yaml", 1, "the file is empty"));
    assertThat(findingsIn("# nothing\n"))
        .containsExactly(new Finding("policy.yaml", 1, "the file is empty"));
    assertThat(findingsIn("\n- policy\n"))
        .containsExactly(new Finding("policy.yaml", 2, "a policy is a mapping of keys to values"));
  }

  @Test
  void refusesABombOfAliasesWithoutUnfoldingIt() {
    String bomb =
        "a: &a [x, x, x, x, x, x, x, x, x]\n"
            + Stream.iterate('b', c -> c < 'z', c -> (char) (c + 1))
                .map(c -> {
                  String last = "*" + (char) (c - 1);
                  return "%c: &%c [%s]\n"
                      .formatted(c, c, String.join(", ", Collections.nCopies(9, last)));
                })
                .collect(Collectors.joining());
    assertThat(findingsIn(bomb))
        .filteredOn(finding -> finding.reason().startsWith("aliases are not part"))
        .hasSize(24 * 9)
        .allMatch(finding -> finding.line() > 1);
  }

  @Test
  void refusesNestingThatNoPolicyNeeds() {
    assertThat(findingsIn("policy:\n  " + "[".repeat(100_000)))
        .containsExactly(new Finding("policy.yaml", 2, "this is nested more than 16 deep"));
  }

  @Property(tries = 400)
  void anyDamageGivesAPolicyOrFindingsWithinTheFile(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(SamplePolicies.smallText());
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(text.length() - 20);
      switch (random.nextInt(3)) {
        case 0 -> text.delete(at, at + random.nextInt(20));
        case 1 -> text.insert(at, "{}[]:,&*!|>'\"%@`#-?\n\t x0".charAt(random.nextInt(24)));
        default -> text.insert(at, text.substring(at, at + random.nextInt(20)));
      }
    }
    long lines = text.chars().filter(c -> c == '\n').count() + 1;
    try {
      assertThat(DecisionTable.compile(SamplePolicies.load(bytes(text))).rule("no.such"))
          .isInstanceOf(ActivityRule.Refused.class);
    } catch (PolicyException e) {
      assertThat(e.findings()).isNotEmpty().allMatch(finding -> finding.line() <= lines);
      assertThat(e).hasMessageStartingWith("policy.yaml:");
    }
  }

  private static List<Finding> findingsIn(String text) {
    return refusalOf(bytes(text)).findings();
  }

  private static PolicyException refusalOf(byte[] file) {
    PolicyException refusal =
        catchThrowableOfType(PolicyException.class, () -> SamplePolicies.load(file));
    assertThat(refusal).as("the refusal").isNotNull();
    return refusal;
  }

  private static byte[] bytes(CharSequence text) {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
