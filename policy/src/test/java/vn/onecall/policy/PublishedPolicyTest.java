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
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.onecall.policy.checking.PolicyChecker;
import vn.onecall.policy.deciding.ActivityRule;
import vn.onecall.policy.deciding.DecisionTable;
import vn.onecall.policy.deciding.DenialReason;
import vn.onecall.policy.law.Law;
import vn.onecall.policy.model.Activity;
import vn.onecall.policy.model.Category;
import vn.onecall.policy.model.Enforcement;
import vn.onecall.policy.model.Field;
import vn.onecall.policy.model.PolicyPromise;
import vn.onecall.policy.model.PromiseId;
import vn.onecall.policy.model.VersionedText;
import vn.onecall.testing.Promise;

/** What the published policy states: its promises, fields, facts and words. */
class PublishedPolicyTest {

  /** The promises, listed a second time on purpose: dropping one needs a change of both lists. */
  private static final List<String> PROMISED =
      List.of(
          "0.1", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.8", "1.9", "1.10", "1.11",
          "1.12", "1.13", "2.1", "2.2", "2.3", "2.4", "3.1", "4.1", "4.2", "4.3", "5.1", "5.2",
          "5.3", "6.1", "6.2", "6.3", "6.4", "6.5");

  private static final Policy POLICY = SamplePolicies.published();

  @Test
  void statesEveryPromiseOnceInOrder() {
    assertThat(POLICY.promises().keySet()).map(PromiseId::number).isEqualTo(PROMISED);
    assertThat(List.copyOf(POLICY.promises().keySet())).isSorted();
  }

  @Test
  void isThePolicyOf1CallInItsSixthVersionAndSound() throws Exception {
    assertThat(POLICY.name()).isEqualTo("1call");
    assertThat(POLICY.version()).isEqualTo(6);
    assertThat(POLICY.effective()).isEqualTo(LocalDate.of(2027, 3, 1));
    assertThat(POLICY.controller()).isEqualTo("1CALL");
    byte[] digest =
        MessageDigest.getInstance("SHA-256")
            .digest(SamplePolicies.publishedText().getBytes(StandardCharsets.UTF_8));
    assertThat(POLICY.sha256()).isEqualTo(HexFormat.of().formatHex(digest));
    assertThat(PolicyChecker.check(POLICY)).isEmpty();
    assertThat(law().name()).isEqualTo("vn-2026");
    assertThat(law().sha256()).hasSize(64).isNotEqualTo(POLICY.sha256());
  }

  @Test
  @Promise({"6.2", "6.3", "6.4", "6.5"})
  void namesThePromiseOfEachThingThatIsNeededBesideTheFacts() {
    Map<String, String> needs = new TreeMap<>();
    POLICY.otherwise().needs().forEach((need, promise) -> needs.put(need, promise.number()));
    assertThat(needs)
        .hasSize(19)
        .containsEntry("agreement", "6.3")
        .containsEntry("own-reference", "6.3")
        .containsEntry("two-approvals", "6.5")
        .containsEntry("verified-requester", "6.2")
        .containsEntry("known-request", "6.4")
        .doesNotContainKeys("customer-allows", "consent-to-fee");
  }

  @Test
  void readsItsFourthVersionAsItServed() {
    byte[] bytes = SamplePolicies.text("served/1call-4.yaml").getBytes(StandardCharsets.UTF_8);
    Policy fourth = SamplePolicies.asPublished(bytes);
    assertThat(fourth.sha256())
        .isEqualTo("56ada7ecfded7442d3565b44470e37adb75516917acefddbd87274ea62b66c1f");
    assertThat(fourth.version()).isEqualTo(4);
    assertThat(fourth.effective()).isBefore(POLICY.effective());
    assertThat(fourth.otherwise().needs()).isEmpty();
    assertThat(fourth.promises()).isEqualTo(POLICY.promises());
    assertThat(fourth.permitted()).isEqualTo(fifth().permitted());
    assertThat(PolicyChecker.check(fourth)).isEmpty();
  }

  @Test
  void readsItsFifthVersionAsItServed() {
    Policy fifth = fifth();
    assertThat(fifth.sha256())
        .isEqualTo("fa8947c2246f0791d3894562bd8e4ac2a042cb80ac2547a8f986d7930580396e");
    assertThat(fifth.version()).isEqualTo(5);
    assertThat(fifth.effective()).isBefore(POLICY.effective());
    assertThat(fifth.promises()).isEqualTo(POLICY.promises());
    assertThat(fifth.services().values()).allMatch(service -> service.oneOf().isEmpty());
    assertThat(fifth.fields()).doesNotContainKey("identity-paper");
    assertThat(PolicyChecker.check(fifth)).isEmpty();
  }

  private static Policy fifth() {
    return SamplePolicies.asPublished(
        SamplePolicies.text("served/1call-5.yaml").getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void keepsExactlyThePromisesWhoseFeaturesExist() {
    assertThat(POLICY.promises().values())
        .filteredOn(promise -> promise.enforcement() instanceof Enforcement.Kept)
        .map(promise -> promise.id().number())
        .containsExactly(
            "0.1", "1.1", "1.2", "1.3", "1.4", "1.6", "1.8", "2.2", "2.3", "4.1", "4.3", "6.1",
            "6.2", "6.3", "6.4", "6.5");
  }

  @Test
  void itsFactsKeepTheirNumbersForEver() {
    Map<String, Integer> numbers = new TreeMap<>();
    POLICY.facts().values().forEach(fact -> numbers.put(fact.name(), fact.number()));
    assertThat(numbers)
        .containsEntry("restricted", 1)
        .containsEntry("guardian-agreed", 2)
        .containsEntry("unguarded-child", 3)
        .containsEntry("closed", 4)
        .containsEntry("marketing-refused", 5)
        .containsEntry("frozen", 6)
        .containsEntry("offers-by-email", 10)
        .containsEntry("news-by-email", 20)
        .hasSize(16);
    assertThat(activity("account.restrict").sets()).containsExactly(1);
  }

  @Test
  @Promise({"1.3", "1.1"})
  void takesDataFromTheCustomerAloneAndKeepsNoneWithoutAnEnd() {
    assertThat(POLICY.collection().sources()).containsOnlyKeys("customer");
    for (Category category : POLICY.categories().values()) {
      assertThat(category.retention().period()).isNotEqualTo(Period.ZERO);
      assertThat(POLICY.events()).containsKey(category.retention().after());
    }
  }

  static Stream<PolicyPromise> refused() {
    return POLICY.promises().values().stream()
        .filter(promise -> promise.enforcement() instanceof Enforcement.Refused);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void heldByRefusalDeniesEveryActivityOf(PolicyPromise promise) {
    DecisionTable table = DecisionTable.compile(POLICY);
    List<String> activities = ((Enforcement.Refused) promise.enforcement()).activities();
    assertThat(activities).isNotEmpty();
    for (String activity : activities) {
      assertThat(table.rule(activity)).isInstanceOf(ActivityRule.Refused.class);
      ActivityRule.Refused rule = (ActivityRule.Refused) table.rule(activity);
      assertThat(rule.activity()).isEqualTo(activity);
      assertThat(rule.reason()).isEqualTo(new DenialReason.HeldByRefusal());
      assertThat(rule.promise()).isEqualTo(firstToRefuse(activity));
      assertThat(rule.promise()).isLessThanOrEqualTo(promise.id());
      for (Set<Integer> facts : List.of(Set.<Integer>of(), Set.of(1))) {
        assertThat(table.decide(activity, facts)).isEqualTo(rule.denial());
      }
    }
  }

  @Test
  void everyPromiseHeldByRefusalIsNamedBySomeDenial() {
    DecisionTable table = DecisionTable.compile(POLICY);
    assertThat(refused())
        .filteredOn(promise ->
            ((Enforcement.Refused) promise.enforcement())
                .activities().stream()
                    .map(activity -> (ActivityRule.Refused) table.rule(activity))
                    .noneMatch(rule -> rule.promise().equals(promise.id())))
        .as("promises that no denial ever names")
        .isEmpty();
  }

  private static PromiseId firstToRefuse(String activity) {
    return refused()
        .filter(p -> ((Enforcement.Refused) p.enforcement()).activities().contains(activity))
        .map(PolicyPromise::id)
        .min(PromiseId::compareTo)
        .orElseThrow();
  }

  @Test
  @Promise("1.1")
  void everyFieldHasACategoryAPurposeAndTheReasonItIsNeeded() {
    for (Field field : POLICY.fields().values()) {
      assertThat(POLICY.categories()).containsKey(field.category());
      assertThat(field.purposes()).isNotEmpty().isSubsetOf(POLICY.purposes().keySet());
      assertThat(field.necessity().vi()).isNotBlank();
    }
  }

  @Test
  void refusesWhatNoActivityExplainsByItsOwnPromise() {
    assertThat(DecisionTable.compile(POLICY).rule("customers.sell"))
        .isEqualTo(
            new ActivityRule.Refused(
                ActivityRule.Refused.UNLISTED, new PromiseId("4.1"), new DenialReason.Unlisted()));
    assertThat(DecisionTable.compile(POLICY).notEntitled().promise())
        .isEqualTo(new PromiseId("6.2"));
    assertThat(DecisionTable.compile(POLICY).fieldNotGiven("email").promise())
        .isEqualTo(new PromiseId("6.1"));
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

  @Test
  @Promise("1.2")
  void holdsEveryKindOfInformationThatThePolicySpeaksOf() {
    assertThat(POLICY.fields().keySet())
        .contains(
            "title",
            "full-name",
            "gender",
            "birth-date",
            "email",
            "contact-address",
            "phone",
            "fax",
            "identity-number",
            "bank-account",
            "payment-card");
    for (Field field : POLICY.fields().values()) {
      assertThat(field.purposes()).isNotEmpty();
      assertThat(field.necessity().vi()).endsWith(".");
      assertThat(field.notice().vi()).endsWith(".");
      assertThat(POLICY.categories()).containsKey(field.category());
    }
  }

  @Test
  @Promise("2.2")
  void confirmsTheTruthInAWordingWithAVersion() {
    VersionedText attestation = POLICY.attestation().orElseThrow();
    assertThat(attestation.version()).isEqualTo(1);
    assertThat(attestation.words().vi()).contains("đúng sự thật");
  }

  @Test
  @Promise("6.4")
  void keepsTransactionsAsLongAsTheLawOrders() {
    Category contract = Objects.requireNonNull(POLICY.categories().get("contract"));
    assertThat(contract.keepByLaw())
        .containsExactly("e-contracts", "management-vouchers", "book-vouchers")
        .isSubsetOf(law().minimums().keySet());
  }

  private static Activity activity(String id) {
    return Objects.requireNonNull(POLICY.activities().get(id), id);
  }

  private static Law law() {
    return POLICY.law().orElseThrow();
  }
}
