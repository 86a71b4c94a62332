package vn.onecall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.onecall.policy.checking.PolicyChecker;
import vn.onecall.policy.deciding.Decision;
import vn.onecall.policy.deciding.DecisionTable;
import vn.onecall.policy.deciding.DenialReason;
import vn.onecall.policy.model.Activity;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.policy.model.Consent;
import vn.onecall.policy.model.Fact;
import vn.onecall.policy.model.Field;
import vn.onecall.policy.model.Form;
import vn.onecall.policy.model.PromiseId;
import vn.onecall.policy.model.Service;
import vn.onecall.policy.reading.PolicyReader;
import vn.onecall.testing.Promise;

/** What the published policy lets each role see, and what it can never permit. */
class PublishedRulesTest {

  private static final Policy POLICY = SamplePolicies.published();
  private static final DecisionTable TABLE = DecisionTable.compile(POLICY);

  @Test
  @Promise("1.4")
  void theCustomerSeesEveryFieldThatIsHeldAndCorrectsWhatIsTheirs() {
    Set<String> seen = new HashSet<>(activity("account.view").fields().keySet());
    seen.addAll(activity("account.consents").fields().keySet());
    seen.addAll(activity("account.requests").fields().keySet());
    Set<String> held = new HashSet<>(POLICY.fields().keySet());
    // An order belongs to the authority that wrote it, and may be secret.
    held.removeIf(field -> held(field).category().equals("authority-orders"));
    assertThat(seen).isEqualTo(held);
    assertThat(activity("account.history").fields()).isEqualTo(activity("account.view").fields());
    assertThat(held)
        .filteredOn(field -> !activity("account.correct").fields().containsKey(field))
        .filteredOn(field -> !field.startsWith("order-"))
        .as("records, which are added to and not replaced")
        .containsExactlyInAnyOrder(
            "document",
            "device-address",
            "note",
            "consent-record",
            "request-text",
            "request-reason",
            "request-evidence",
            "request-letter");
    for (String id : List.of("account.view", "account.correct")) {
      assertThat(activity(id).roles()).containsExactly("customer");
      assertThat(TABLE.decide(id, Set.of(1))).isInstanceOf(Decision.Permit.class);
    }
  }

  @Test
  void careSeesMaskedValuesUnlessItRevealsAndNeverRevealsUnderARestriction() {
    for (String id : List.of("care.find-customer", "care.view-customer")) {
      assertThat(activity(id).fields().values()).containsOnly(Form.MASKED);
    }
    assertThat(activity("care.find-customer").by())
        .containsExactly(
            "email", "phone", "identity-number", "identity-paper", "bank-account", "full-name");
    assertThat(activity("care.reveal-contact").fields().values()).containsOnly(Form.CLEAR);
    assertThat(TABLE.decide("care.reveal-contact", Set.of()))
        .isEqualTo(new Decision.Permit(activity("care.reveal-contact")));
    assertThat(TABLE.decide("care.reveal-contact", Set.of(1)))
        .isEqualTo(
            new Decision.Deny(new PromiseId("1.3"), new DenialReason.FactForbids("restricted")));
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
  @Promise("1.8")
  void carriesMarketingOnlyUnderTheConsentToJustThatKindAndChannel() {
    int asked = 0;
    for (Consent consent : POLICY.consents().values()) {
      if (consent.scope().granularity() != Consent.Granularity.CHANNEL) {
        continue;
      }
      assertThat(consent.channels()).containsOnlyKeys("email", "sms", "phone", "post", "zalo");
      for (var channel : consent.channels().entrySet()) {
        String activity = "marketing." + consent.name() + "-by-" + channel.getKey();
        int number = fact(channel.getValue()).number();
        assertThat(TABLE.decide(activity, new int[] {number})).isInstanceOf(Decision.Permit.class);
        Set<Integer> allButIt = new HashSet<>();
        POLICY.consents().values().stream()
            .flatMap(each -> each.channels().values().stream())
            .forEach(name -> allButIt.add(fact(name).number()));
        allButIt.remove(number);
        assertThat(TABLE.decide(activity, allButIt))
            .isEqualTo(
                new Decision.Deny(
                    new PromiseId("1.8"), new DenialReason.FactMissing(channel.getValue())));
        for (int forbidding : new int[] {1, 3, 5}) {
          assertThat(TABLE.decide(activity, Set.of(number, forbidding)))
              .isInstanceOf(Decision.Deny.class);
        }
        asked++;
      }
    }
    assertThat(asked).isEqualTo(10);
  }

  @Test
  @Promise("6.1")
  void asksForNothingThatNoServiceNeedsAndForPapersOnlyWhereOneDoes() {
    Set<String> asked = new HashSet<>();
    POLICY
        .services()
        .values()
        .forEach(service -> {
          asked.addAll(service.requires());
          service.oneOf().forEach(asked::addAll);
          asked.addAll(service.may());
        });
    for (String id : List.of("customers.register", "counter.register")) {
      assertThat(activity(id).fields().keySet()).isEqualTo(asked);
    }
    assertThat(POLICY.services().values())
        .filteredOn(service -> service.takes("identity-paper"))
        .map(Service::name)
        .containsExactly("instalment");
    assertThat(POLICY.services().values())
        .filteredOn(service -> service.takes("identity-number"))
        .map(Service::name)
        .containsExactly("instalment");
  }

  @Test
  @Promise({"2.2", "6.1"})
  void takesAnotherPaperWhereverItAsksForAnIdentityNumberAndAPhoneOrAnEmailWhereEitherWillDo() {
    for (Service service : POLICY.services().values()) {
      if (service.takes("identity-number")) {
        assertThat(service.requires()).as(service.name()).doesNotContain("identity-number");
        assertThat(service.oneOf()).contains(Set.of("identity-number", "identity-paper"));
      }
    }
    for (Activity activity : POLICY.permitted().values()) {
      assertThat(activity.fields().get("identity-paper"))
          .as(activity.id())
          .isEqualTo(activity.fields().get("identity-number"));
      assertThat(activity.by().contains("identity-paper"))
          .isEqualTo(activity.by().contains("identity-number"));
    }
    assertThat(POLICY.services().values())
        .filteredOn(service -> service.oneOf().contains(Set.of("email", "phone")))
        .map(Service::name)
        .containsExactly("account", "centre-visit", "saved-card", "refund-to-account");
  }

  @Test
  @Promise("6.2")
  void showsNobodyAFullCardNumberAndCareNoNumberOfPapers() {
    for (Activity activity : POLICY.activities().values()) {
      if (!activity.kind().takes()) {
        assertThat(activity.fields().getOrDefault("payment-card", Form.MASKED))
            .as(activity.id())
            .isIn(Form.MASKED, Form.COUNTED);
      }
      if (activity.roles().contains("care")) {
        assertThat(activity.fields().getOrDefault("identity-number", Form.MASKED))
            .as(activity.id())
            .isEqualTo(Form.MASKED);
      }
    }
  }

  @Test
  @Promise("6.4")
  void whatIsFrozenServesNoCareAndNoMarketingAndStaysTheCustomersOwn() {
    for (Activity activity : POLICY.permitted().values()) {
      boolean stopped =
          activity.kind() == ActivityKind.TRANSFER
              || activity.id().startsWith("marketing.")
              || (activity.purpose().equals("customer-care")
                  && activity.fields().containsValue(Form.CLEAR));
      Set<Integer> frozen = new HashSet<>(activity.requires());
      frozen.add(6);
      assertThat(TABLE.permits(activity.id(), frozen.stream().mapToInt(n -> n).sorted().toArray()))
          .as(activity.id())
          .isEqualTo(!stopped);
    }
    assertThat(POLICY.never()).containsKeys("frozen-means-frozen", "nothing-leaves-while-frozen");
  }

  @Test
  void oneSlipInItIsFoundWithItsCounterexample(@TempDir Path folder) throws IOException {
    String sound = Files.readString(SamplePolicies.PUBLISHED);
    String slipped =
        sound.replaceFirst(
            "(?s)(  marketing\\.news-by-zalo:.*?)    unless: \\[restricted, frozen, unguarded-child, marketing-refused]\n",
            "$1    unless: [restricted, frozen, marketing-refused]\n");
    Path laws = Files.createDirectories(folder.resolve("law"));
    for (String name : List.of("vn-2026.yaml", "vn-calendar.yaml")) {
      Files.copy(Path.of("..", "policies", "law", name), laws.resolve(name));
    }
    Path file = Files.createDirectories(folder.resolve("1call")).resolve("policy.yaml");
    Policy policy = PolicyReader.load(Files.writeString(file, slipped));
    assertThat(PolicyChecker.check(policy))
        .singleElement()
        .satisfies(finding ->
            assertThat(finding.reason())
                .isEqualTo(
                    "activity `marketing.news-by-zalo` breaks never-rule"
                        + " `no-marketing-to-an-unguarded-child` (law, source `pdp-law`): role"
                        + " `courier` gets `phone` clear, while `unguarded-child`, `news-by-zalo`"
                        + " hold and `restricted`, `marketing-refused`, `frozen` do not"));
  }

  private static Activity activity(String id) {
    return Objects.requireNonNull(POLICY.activities().get(id), id);
  }

  private static Field held(String name) {
    return Objects.requireNonNull(POLICY.fields().get(name), name);
  }

  private static Fact fact(String name) {
    return Objects.requireNonNull(POLICY.facts().get(name), name);
  }
}
