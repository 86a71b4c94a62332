package vn.onecall.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.onecall.testing.Promise;

class CheckerTest {

  static Stream<BrokenCase> cases() {
    return BrokenCase.in("unsound.txt", "shop.yaml");
  }

  @ParameterizedTest
  @MethodSource("cases")
  @Promise("1.1")
  void refusesEachUnsoundPolicyInItsLineForItsReasonAlone(BrokenCase broken) {
    assertThat(findingsIn(broken.policy(), broken.law())).isEqualTo(broken.findings());
  }

  @Test
  void theSmallPolicyAndTheShopsAreSound() {
    assertThat(Checker.check(Policies.small())).isEmpty();
    assertThat(Checker.check(Policies.shop())).isEmpty();
    assertThat(cases().map(BrokenCase::name).distinct()).hasSizeGreaterThan(25);
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
        Policies.text("shop.yaml")
            .replace("events:\n", facts + "events:\n")
            .replace("    sets: [restricted]\n", "    sets: [restricted, " + names + "]\n")
            .replaceFirst(
                "(  care.view:(?s:.*?))unless: \\[restricted]",
                "$1unless: [restricted, " + names + "]");
    assertThat(findingsIn(crowded, Policies.text("shop-law.yaml")))
        .map(Finding::reason)
        .containsExactly(
            "activity `care.view` and never-rule `restricted-is-restricted` read 21 facts together;"
                + " no more than 20 can be gone through");
  }

  @Test
  void refusesTheStartOnAnUnsoundPolicyWithEveryFinding() {
    String unsound =
        Policies.text("shop.yaml")
            .replace("checker, care.find", "care.find")
            .replace("may: [size, card]", "may: [card]");
    Policy policy = Policies.load(unsound, Policies.text("shop-law.yaml"));
    assertThatThrownBy(() -> Checker.sound(policy))
        .isInstanceOfSatisfying(
            PolicyException.class,
            refusal -> assertThat(refusal.findings()).isEqualTo(Checker.check(policy)).hasSize(2));
    assertThat(Checker.sound(Policies.shop()).name()).isEqualTo("shop");
  }

  private static List<Finding> findingsIn(String policy, String law) {
    try {
      return Checker.check(Policies.load(policy, law));
    } catch (PolicyException e) {
      return e.findings();
    }
  }
}
