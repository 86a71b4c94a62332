package vn.onecall.policy.checking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.onecall.policy.Finding;
import vn.onecall.policy.FindingCase;
import vn.onecall.policy.Policy;
import vn.onecall.policy.PolicyException;
import vn.onecall.policy.SamplePolicies;
import vn.onecall.policy.deciding.Decision;
import vn.onecall.policy.deciding.DecisionTable;
import vn.onecall.policy.model.Fact;
import vn.onecall.testing.Promise;

class PolicyCheckerTest {

  static Stream<FindingCase> cases() {
    return FindingCase.in("checking/unsound.txt", "shop.yaml");
  }

  @ParameterizedTest
  @MethodSource("cases")
  @Promise("1.1")
  void refusesEachUnsoundPolicyInItsLineForItsReasonAlone(FindingCase broken) {
    assertThat(findingsIn(broken.policy(), broken.law(), broken.calendar()))
        .isEqualTo(broken.findings());
  }

  @Test
  void theSmallPolicyAndTheShopsAreSound() {
    assertThat(PolicyChecker.check(SamplePolicies.small())).isEmpty();
    assertThat(PolicyChecker.check(SamplePolicies.shop())).isEmpty();
    assertThat(cases().map(FindingCase::name).distinct()).hasSizeGreaterThan(25);
  }

  @Test
  void refusesToCallProvedWhatReadsTooManyFacts() {
    String facts =
        IntStream.range(100, 120)
            .mapToObj(n ->
                "  f%d:\n    number: %d\n    promise: \"1.1\"\n    words: {vi: Một., en: One.}\n"
                    .formatted(n, n))
            .collect(Collectors.joining());
    String names =
        IntStream.range(100, 120).mapToObj(n -> "f" + n).collect(Collectors.joining(", "));
    String crowded =
        SamplePolicies.text("shop.yaml")
            .replace("events:\n", facts + "events:\n")
            .replace("    sets: [restricted]\n", "    sets: [restricted, " + names + "]\n")
            .replaceFirst(
                "(  care.view:(?s:.*?))unless: \\[restricted]",
                "$1unless: [restricted, " + names + "]");
    assertThat(findingsIn(crowded, SamplePolicies.text("shop-law.yaml")))
        .map(Finding::reason)
        .containsExactly(
            "activity `care.view` and never-rule `restricted-is-restricted` read 21 facts together;"
                + " no more than 20 can be gone through");
  }

  @Test
  void refusesTheStartOnAnUnsoundPolicyWithEveryFinding() {
    String unsound =
        SamplePolicies.text("shop.yaml")
            .replace("checker, care.find", "care.find")
            .replace("may: [size, card]", "may: [card]");
    Policy policy = SamplePolicies.load(unsound, SamplePolicies.text("shop-law.yaml"));
    assertThatThrownBy(() -> PolicyChecker.requireSound(policy))
        .isInstanceOfSatisfying(
            PolicyException.class,
            refusal ->
                assertThat(refusal.findings()).isEqualTo(PolicyChecker.check(policy)).hasSize(2));
    assertThat(PolicyChecker.requireSound(SamplePolicies.shop()).name()).isEqualTo("shop");
  }

  @Property(tries = 200)
  void findsABrokenRuleJustIfSomeStateOfAllFactsBreaksIt(
      @ForAll Set<@IntRange(max = 4) Integer> required,
      @ForAll Set<@IntRange(max = 4) Integer> forbidden) {
    List<String> names = List.copyOf(SamplePolicies.shop().facts().keySet());
    Set<Integer> requires = new TreeSet<>(required);
    Set<Integer> unless = new TreeSet<>(forbidden);
    unless.removeAll(requires);
    String changed =
        SamplePolicies.text("shop.yaml")
            .replaceFirst(
                "(?s)(  offers\\.by-email:.*?)    requires: \\[[^]]*]\n    unless: \\[[^]]*]\n",
                "$1" + listed("requires", requires, names) + listed("unless", unless, names));
    Policy policy = SamplePolicies.load(changed, SamplePolicies.text("shop-law.yaml"));
    DecisionTable table = DecisionTable.compile(policy);
    List<Fact> facts = List.copyOf(policy.facts().values());
    boolean broken = false;
    for (int state = 0; state < 1 << facts.size(); state++) {
      Set<String> holding = new TreeSet<>();
      Set<Integer> numbers = new TreeSet<>();
      for (int i = 0; i < facts.size(); i++) {
        if ((state >> i & 1) == 1) {
          holding.add(facts.get(i).name());
          numbers.add(facts.get(i).number());
        }
      }
      boolean possible =
          !(holding.contains("unguarded-child") && holding.contains("guardian-agreed"));
      boolean forbiddenHere =
          holding.contains("restricted")
              || holding.contains("unguarded-child")
              || !holding.contains("offers-by-email");
      broken |=
          possible
              && forbiddenHere
              && table.decide("offers.by-email", numbers) instanceof Decision.Permit;
    }
    boolean found =
        PolicyChecker.check(policy).stream()
            .anyMatch(finding ->
                finding.reason().startsWith("activity `offers.by-email` breaks never-rule"));
    assertThat(found).isEqualTo(broken);
  }

  @Property(tries = 600)
  void anyDamageGivesFindingsWithinTheFilesOrASoundPolicy(@ForAll long seed) {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>(SamplePolicies.text("shop.yaml").lines().toList());
    List<String> law = new ArrayList<>(SamplePolicies.text("shop-law.yaml").lines().toList());
    List<String> days = new ArrayList<>(SamplePolicies.text("shop-calendar.yaml").lines().toList());
    for (int i = random.nextInt(3); i >= 0; i--) {
      List<String> damaged =
          switch (random.nextInt(5)) {
            case 0 -> law;
            case 1 -> days;
            default -> lines;
          };
      int at = random.nextInt(damaged.size());
      switch (random.nextInt(4)) {
        case 0 -> damaged.remove(at);
        case 1 -> damaged.add(at, damaged.get(random.nextInt(damaged.size())));
        case 2 -> damaged.set(at, damaged.get(at).replaceFirst("\\w+, ", ""));
        default -> damaged.set(at, damaged.get(at).replaceFirst("[a-z-]+]", "email]"));
      }
    }
    Map<String, Integer> lengths =
        Map.of(
            FindingCase.POLICY, lines.size(),
            FindingCase.LAW, law.size(),
            FindingCase.CALENDAR, days.size());
    assertThat(
            findingsIn(
                String.join("\n", lines) + "\n",
                String.join("\n", law) + "\n",
                String.join("\n", days) + "\n"))
        .allMatch(
            finding -> finding.line() <= Objects.requireNonNull(lengths.get(finding.file())) + 1);
  }

  private static String listed(String key, Set<Integer> chosen, List<String> names) {
    return chosen.isEmpty()
        ? ""
        : chosen.stream()
            .map(names::get)
            .collect(Collectors.joining(", ", "    " + key + ": [", "]\n"));
  }

  private static List<Finding> findingsIn(String policy, String law) {
    return findingsIn(policy, law, SamplePolicies.text("shop-calendar.yaml"));
  }

  private static List<Finding> findingsIn(String policy, String law, String calendar) {
    try {
      return PolicyChecker.check(SamplePolicies.load(policy, law, calendar));
    } catch (PolicyException e) {
      return e.findings();
    }
  }
}
