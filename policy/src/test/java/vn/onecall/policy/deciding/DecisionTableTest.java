package vn.onecall.policy.deciding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import vn.onecall.messages.BilingualText;
import vn.onecall.policy.Policy;
import vn.onecall.policy.SamplePolicies;
import vn.onecall.policy.checking.PolicyChecker;
import vn.onecall.policy.model.Activity;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.policy.model.PromiseId;

class DecisionTableTest {

  private static final int RESTRICTED = 1;
  private static final int ATTESTED = 70;

  private static final Policy POLICY = SamplePolicies.small();
  private static final DecisionTable TABLE = DecisionTable.compile(POLICY);
  private static final Policy PUBLISHED = SamplePolicies.published();
  private static final DecisionTable PUBLISHED_TABLE = DecisionTable.compile(PUBLISHED);

  @Property
  void permitsExactlyIfAllRequiredFactsHoldAndNoForbiddenOne(
      @ForAll Set<@IntRange(min = 1, max = 80) Integer> others,
      @ForAll boolean restricted,
      @ForAll boolean attested) {
    Set<Integer> facts = new HashSet<>(others);
    set(facts, RESTRICTED, restricted);
    set(facts, ATTESTED, attested);
    Decision decision = TABLE.decide("care.reveal", facts);
    if (restricted) {
      assertThat(decision)
          .isEqualTo(
              new Decision.Deny(new PromiseId("1.2"), new DenialReason.FactForbids("restricted")));
    } else if (!attested) {
      assertThat(decision)
          .isEqualTo(
              new Decision.Deny(new PromiseId("1.1"), new DenialReason.FactMissing("attested")));
    } else {
      assertThat(decision).isInstanceOf(Decision.Permit.class);
    }
  }

  @Property
  void decidesOnARowOfNumbersAsOnASet(@ForAll Set<@IntRange(min = 1, max = 80) Integer> facts) {
    int[] row = facts.stream().mapToInt(Integer::intValue).sorted().toArray();
    for (String activity : new String[] {"care.reveal", "care.find", "campaigns.send", "no.such"}) {
      Decision decision = TABLE.decide(activity, facts);
      assertThat(TABLE.decide(activity, row)).isSameAs(decision);
      assertThat(TABLE.decide(TABLE.indexOf(activity), row)).isSameAs(decision);
    }
  }

  @Test
  void carriesOutATransferOnceItsPromiseIsKeptByItAndNotBefore() {
    assertThat(DecisionTable.compile(SamplePolicies.shop()).rule("transfers.to-bank"))
        .isInstanceOf(ActivityRule.Refused.class);
    Policy inForce =
        SamplePolicies.load(
            SamplePolicies.text("shop.yaml")
                // Whatever goes to an affiliate would need a consent of its own.
                .replace("affiliate: true", "affiliate: false")
                .replace(
                    "refused: [transfers.to-bank, transfers.to-sister, transfers.to-anyone]",
                    "kept-by: [transfers.to-bank, transfers.to-sister]"),
            SamplePolicies.text("shop-law.yaml"));
    assertThat(PolicyChecker.check(inForce)).isEmpty();
    DecisionTable table = DecisionTable.compile(inForce);
    assertThat(table.decide("transfers.to-bank", new int[0])).isInstanceOf(Decision.Permit.class);
    assertThat(table.decide("transfers.to-bank", new int[] {RESTRICTED}))
        .isInstanceOf(Decision.Deny.class);
    Activity activity =
        java.util.Objects.requireNonNull(inForce.permitted().get("transfers.to-bank"));
    assertThat(activity.kind()).isEqualTo(ActivityKind.TRANSFER);
    assertThat(inForce.activities()).doesNotContainKey("transfers.to-bank");
    assertThat(inForce.activitiesOf("courier")).containsKey("transfers.to-bank");
  }

  @Property(tries = 300)
  void decidesThePublishedPolicyOnARowOfNumbersAsOnASet(
      @ForAll Set<@IntRange(min = 1, max = 66) Integer> facts) {
    int[] row = facts.stream().mapToInt(Integer::intValue).sorted().toArray();
    int[] low = Arrays.stream(row).filter(fact -> fact < 30).toArray();
    Set<Integer> lowFacts = Arrays.stream(low).boxed().collect(Collectors.toSet());
    for (String activity : PUBLISHED.activities().keySet()) {
      DecisionTable table = PUBLISHED_TABLE;
      assertThat(table.decide(activity, row)).isSameAs(table.decide(activity, facts));
      assertThat(table.decide(activity, low)).isSameAs(table.decide(activity, lowFacts));
    }
  }

  @Property(tries = 200)
  void refusesEveryNameThatThePolicyDoesNotListAndDoesNotRepeatIt(
      @ForAll @StringLength(max = 40) String name) {
    ActivityRule rule = TABLE.rule(name);
    assertThat(rule)
        .isEqualTo(
            new ActivityRule.Refused(
                ActivityRule.Refused.UNLISTED, new PromiseId("1.2"), new DenialReason.Unlisted()));
    assertThat(TABLE.decide(name, Set.of(ATTESTED)))
        .isEqualTo(new Decision.Deny(new PromiseId("1.2"), new DenialReason.Unlisted()));
  }

  @Test
  void aPermittedRuleCarriesItsFactsInAscendingOrder() {
    ActivityRule.Permitted rule = (ActivityRule.Permitted) TABLE.rule("care.reveal");
    assertThat(rule.requires()).containsExactly(ATTESTED);
    assertThat(rule.unless()).containsExactly(RESTRICTED);
    assertThat(rule.activity().fields()).containsOnlyKeys("email");
    assertThatThrownBy(() -> rule.unless().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void ofTwoPromisesThatRefuseAnActivityTheFirstInTheFileIsNamed() {
    assertThat(TABLE.rule("research.count"))
        .isEqualTo(
            new ActivityRule.Refused(
                "research.count", new PromiseId("1.2"), new DenialReason.HeldByRefusal()));
    assertThat(TABLE.rule("faces.enrol"))
        .isEqualTo(
            new ActivityRule.Refused(
                "faces.enrol", new PromiseId("1.10"), new DenialReason.HeldByRefusal()));
  }

  @Test
  void aFieldOutsideTheActivityIsDeniedByNameOnlyIfThePolicyKnowsTheName() {
    assertThat(TABLE.fieldNotGiven("nickname"))
        .isEqualTo(
            new Decision.Deny(new PromiseId("1.10"), new DenialReason.FieldNotGiven("nickname")));
    assertThat(TABLE.fieldNotGiven("Nguyễn Văn A"))
        .isEqualTo(new Decision.Deny(new PromiseId("1.10"), new DenialReason.FieldUnknown()));
    assertThat(TABLE.notEntitled())
        .isEqualTo(new Decision.Deny(new PromiseId("1.1"), new DenialReason.NotEntitled()));
  }

  @Test
  void lookingUpAndDecidingAllocateNothing() {
    Set<Integer> facts = Set.of(ATTESTED, 7);
    int[] row = {7, ATTESTED};
    assertThat(allocatedBy(20_000, facts, row)).isNotNegative(); // warms up
    assertThat(allocatedBy(100_000, facts, row)).as("bytes in 100,000 rounds").isLessThan(100_000);
  }

  private static long allocatedBy(int rounds, Set<Integer> facts, int[] row) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    int index = TABLE.indexOf("care.reveal");
    int permitted = 0;
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < rounds; i++) {
      permitted += TABLE.rule("care.reveal") instanceof ActivityRule.Permitted ? 1 : 0;
      permitted += TABLE.decide("care.reveal", facts) instanceof Decision.Permit ? 1 : 0;
      permitted += TABLE.decide("care.reveal", row) instanceof Decision.Permit ? 1 : 0;
      permitted += TABLE.decide(index, row) instanceof Decision.Permit ? 1 : 0;
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(permitted).isEqualTo(4 * rounds);
    return allocated;
  }

  @Test
  void explainsADenialInThePolicysOwnWordsInBothLanguages() {
    Decision.Deny denial = (Decision.Deny) TABLE.decide("care.reveal", Set.of(RESTRICTED));
    assertThat(DenialExplanation.of(POLICY, denial))
        .isEqualTo(
            new BilingualText(
                "Cam kết 1.2 trong chính sách small, phiên bản 3: “Lời hai.” Lý do từ chối: điều sau"
                    + " ngăn lại: Có hạn chế.",
                "Promise 1.2 of the policy small, version 3: “Word two.” Why this was refused: this"
                    + " forbids it: A restriction stands."));
    assertThat(DenialExplanation.of(POLICY, denial).in(Locale.UK)).startsWith("Promise 1.2");
    assertThat(DenialExplanation.of(POLICY, denial).in(Locale.of("vi", "VN")))
        .startsWith("Cam kết 1.2");
  }

  @Test
  void hasWordsForEveryReason() {
    assertThat(DenialExplanation.of(POLICY, TABLE.notEntitled()).vi()).contains("không được giao");
    assertThat(DenialExplanation.of(POLICY, TABLE.fieldNotGiven("nickname")).vi())
        .contains("“Biệt danh”");
    assertThat(DenialExplanation.of(POLICY, TABLE.fieldNotGiven("nickname")).en())
        .contains("(nickname)");
    assertThat(DenialExplanation.of(POLICY, TABLE.fieldNotGiven("x")).en())
        .contains("no field of this name");
    for (String activity : new String[] {"campaigns.send", "no.such", "care.reveal"}) {
      Decision.Deny denial = (Decision.Deny) TABLE.decide(activity, Set.of());
      assertThat(DenialExplanation.of(POLICY, denial).vi())
          .contains("Lý do từ chối: ")
          .endsWith(".");
      assertThat(DenialExplanation.of(POLICY, denial).en())
          .contains("Why this was refused: ")
          .endsWith(".");
    }
  }

  @Test
  void namesEveryReasonByAStableCode() {
    assertThat(((Decision.Deny) TABLE.decide("care.reveal", Set.of())).reason().code())
        .isEqualTo("fact-missing");
    assertThat(((Decision.Deny) TABLE.decide("care.reveal", Set.of(1))).reason().code())
        .isEqualTo("fact-forbids");
    assertThat(((ActivityRule.Refused) TABLE.rule("campaigns.send")).reason().code())
        .isEqualTo("held-by-refusal");
    assertThat(((ActivityRule.Refused) TABLE.rule("no.such")).reason().code())
        .isEqualTo("unlisted-activity");
    assertThat(TABLE.notEntitled().reason().code()).isEqualTo("caller-not-entitled");
    assertThat(TABLE.fieldNotGiven("email").reason().code()).isEqualTo("field-not-given");
    assertThat(TABLE.fieldNotGiven("x").reason().code()).isEqualTo("field-unknown");
  }

  @Test
  void doesNotExplainADenialOfAnotherPolicy() {
    Decision.Deny foreign = new Decision.Deny(new PromiseId("9.9"), new DenialReason.Unlisted());
    assertThatThrownBy(() -> DenialExplanation.of(POLICY, foreign))
        .hasMessageContaining("another policy");
  }

  private static void set(Set<Integer> facts, int fact, boolean holds) {
    if (holds) {
      facts.add(fact);
    } else {
      facts.remove(fact);
    }
  }
}
