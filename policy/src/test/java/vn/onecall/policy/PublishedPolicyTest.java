package vn.onecall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.Period;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.onecall.testing.Promise;

class PublishedPolicyTest {

  /** The table of promises, written a second time on purpose: dropping one takes two hands. */
  private static final List<String> PROMISED =
      List.of(
          "0.1", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.8", "1.9", "1.10", "1.11",
          "1.12", "1.13", "2.1", "2.2", "2.3", "2.4", "3.1", "4.1", "4.2", "4.3", "5.1", "5.2",
          "5.3", "6.1", "6.2", "6.3", "6.4", "6.5");

  private static final Policy POLICY = Policies.published();

  @Test
  void isThePolicyOf1CallInItsFirstVersion() throws Exception {
    assertThat(POLICY.name()).isEqualTo("1call");
    assertThat(POLICY.version()).isEqualTo(1);
    assertThat(POLICY.effective()).isEqualTo(LocalDate.of(2026, 12, 1));
    assertThat(POLICY.controller()).isEqualTo("1CALL");
    byte[] digest =
        MessageDigest.getInstance("SHA-256")
            .digest(Policies.publishedText().getBytes(StandardCharsets.UTF_8));
    assertThat(POLICY.sha256()).isEqualTo(HexFormat.of().formatHex(digest));
  }

  @Test
  void isSound() {
    assertThat(Checker.check(POLICY)).isEmpty();
  }

  @Test
  void statesEveryPromiseOnceInOrder() {
    assertThat(POLICY.promises().keySet()).map(PromiseId::number).isEqualTo(PROMISED);
    assertThat(List.copyOf(POLICY.promises().keySet())).isSorted();
  }

  @Test
  void keepsExactlyThePromisesWhoseFeaturesExist() {
    assertThat(POLICY.promises().values())
        .filteredOn(promise -> promise.keeping() instanceof Keeping.Kept)
        .map(promise -> promise.id().number())
        .containsExactly("1.1", "1.4", "1.6");
  }

  static Stream<PolicyPromise> refused() {
    return POLICY.promises().values().stream()
        .filter(promise -> promise.keeping() instanceof Keeping.Refused);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void heldByRefusalDeniesEveryActivityOf(PolicyPromise promise) {
    DecisionTable table = POLICY.compile();
    List<String> activities = ((Keeping.Refused) promise.keeping()).activities();
    assertThat(activities).isNotEmpty();
    for (String activity : activities) {
      assertThat(table.rule(activity)).isInstanceOf(Rule.Refused.class);
      Rule.Refused rule = (Rule.Refused) table.rule(activity);
      assertThat(rule.activity()).isEqualTo(activity);
      assertThat(rule.reason()).isEqualTo(new Reason.HeldByRefusal());
      assertThat(rule.promise()).isEqualTo(firstToRefuse(activity));
      assertThat(rule.promise()).isLessThanOrEqualTo(promise.id());
      for (Set<Integer> facts : List.of(Set.<Integer>of(), Set.of(1))) {
        assertThat(table.decide(activity, facts)).isEqualTo(rule.denial());
      }
    }
  }

  @Test
  void everyPromiseHeldByRefusalIsNamedBySomeDenial() {
    DecisionTable table = POLICY.compile();
    assertThat(refused())
        .filteredOn(promise ->
            ((Keeping.Refused) promise.keeping())
                .activities().stream()
                    .map(activity -> (Rule.Refused) table.rule(activity))
                    .noneMatch(rule -> rule.promise().equals(promise.id())))
        .as("promises that no denial ever names")
        .isEmpty();
  }

  private static PromiseId firstToRefuse(String activity) {
    return refused()
        .filter(p -> ((Keeping.Refused) p.keeping()).activities().contains(activity))
        .map(PolicyPromise::id)
        .min(PromiseId::compareTo)
        .orElseThrow();
  }

  @Test
  @Promise("1.1")
  void everyFieldHasACategoryAPurposeAndTheReasonItIsNeeded() {
    assertThat(POLICY.fields()).containsOnlyKeys("full-name", "email", "phone");
    for (Field field : POLICY.fields().values()) {
      assertThat(POLICY.categories()).containsKey(field.category());
      assertThat(field.purposes()).isNotEmpty().isSubsetOf(POLICY.purposes().keySet());
      assertThat(field.necessity().vi()).isNotBlank();
    }
  }

  @Test
  @Promise("1.4")
  void theCustomerSeesAndCorrectsEveryFieldThatIsHeld() {
    for (String id : List.of("account.view", "account.correct")) {
      assertThat(POLICY.compile().rule(id)).isInstanceOf(Rule.Permitted.class);
      Rule.Permitted rule = (Rule.Permitted) POLICY.compile().rule(id);
      assertThat(rule.activity().roles()).containsExactly("customer");
      assertThat(rule.activity().fields()).containsOnlyKeys(POLICY.fields().keySet());
      assertThat(rule.activity().fields().values()).containsOnly(Form.CLEAR);
      assertThat(POLICY.compile().decide(id, Set.of(1))).isInstanceOf(Decision.Permit.class);
    }
  }

  @Test
  void careSeesMaskedValuesUnlessItRevealsAndNeverRevealsUnderARestriction() {
    for (String id : List.of("care.find-customer", "care.view-customer")) {
      assertThat(activity(id).fields().values()).containsOnly(Form.MASKED);
    }
    assertThat(activity("care.find-customer").by()).containsExactly("email", "phone");
    assertThat(activity("care.reveal-contact").fields().values()).containsOnly(Form.CLEAR);
    DecisionTable table = POLICY.compile();
    assertThat(table.decide("care.reveal-contact", Set.of()))
        .isEqualTo(new Decision.Permit(activity("care.reveal-contact")));
    assertThat(table.decide("care.reveal-contact", Set.of(1)))
        .isEqualTo(new Decision.Deny(new PromiseId("1.3"), new Reason.FactForbids("restricted")));
  }

  @Test
  void noFieldIsGivenForAPurposeItDoesNotServe() {
    for (Activity activity : POLICY.activities().values()) {
      for (String field : activity.fields().keySet()) {
        assertThat(held(field).purposes()).contains(activity.purpose());
      }
    }
  }

  @Test
  void restrictionIsFactOneForever() {
    assertThat(POLICY.facts()).containsOnlyKeys("restricted");
    assertThat(POLICY.facts().values()).map(Fact::number).containsExactly(1);
    assertThat(activity("account.restrict").sets()).containsExactly(1);
  }

  @Test
  void listsWhereDataMayComeFromAndHowLongItIsKept() {
    assertThat(POLICY.collection().moments())
        .containsOnlyKeys("transaction-registration", "account-correction");
    assertThat(POLICY.collection().channels()).containsOnlyKeys("web", "phone", "counter");
    assertThat(POLICY.collection().sources()).containsOnlyKeys("customer");
    assertThat(POLICY.categories().values())
        .map(category -> category.retention().period())
        .containsExactly(Period.ofYears(1), Period.ofMonths(6));
  }

  @Test
  void givesEachRoleItsWork() {
    assertThat(POLICY.activitiesOf("counter")).containsOnlyKeys("customers.register");
    assertThat(POLICY.activitiesOf("auditor")).containsOnlyKeys("audit.receipt");
    assertThat(POLICY.activitiesOf("care"))
        .containsOnlyKeys("care.find-customer", "care.view-customer", "care.reveal-contact");
    assertThat(POLICY.activitiesOf("nobody")).isEmpty();
  }

  @Test
  void refusesWhatNoActivityExplainsByItsOwnPromise() {
    assertThat(POLICY.compile().rule("customers.sell"))
        .isEqualTo(
            new Rule.Refused(Rule.Refused.UNLISTED, new PromiseId("4.1"), new Reason.Unlisted()));
    assertThat(POLICY.compile().notEntitled().promise()).isEqualTo(new PromiseId("6.2"));
    assertThat(POLICY.compile().fieldNotGiven("email").promise()).isEqualTo(new PromiseId("6.1"));
  }

  @Test
  void speaksProperVietnameseAndEnglish() {
    for (PolicyPromise promise : POLICY.promises().values()) {
      String vi = promise.words().vi();
      String en = promise.words().en();
      assertThat(vi).as(promise.id().number()).endsWith(".").isNotEqualTo(en);
      assertThat(Normalizer.isNormalized(vi, Normalizer.Form.NFC)).isTrue();
      assertThat(vi.chars().filter(c -> c > 0x7f).count()).isGreaterThan(vi.length() / 10);
      assertThat(en.chars().allMatch(c -> c < 0x80 || c == '’')).isTrue();
      assertThat(vi.toLowerCase(Locale.ROOT))
          .as("the customer is addressed as Quý khách")
          .doesNotContainPattern("(^| )bạn[ ,.]");
    }
  }

  private static Activity activity(String id) {
    return Objects.requireNonNull(POLICY.activities().get(id), id);
  }

  private static Field held(String name) {
    return Objects.requireNonNull(POLICY.fields().get(name), name);
  }
}
