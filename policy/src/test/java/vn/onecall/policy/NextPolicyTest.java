package vn.onecall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.onecall.testing.Promise;

/** The second version of the published policy, in the whole language. */
class NextPolicyTest {

  private static final Policy POLICY = Policies.next();
  private static final DecisionTable TABLE = POLICY.compile();

  @Test
  void isTheSecondVersionAndSound() {
    assertThat(POLICY.name()).isEqualTo("1call");
    assertThat(POLICY.version()).isEqualTo(2);
    assertThat(Checker.check(POLICY)).isEmpty();
    assertThat(law().name()).isEqualTo("vn-2026");
    assertThat(law().sha256()).hasSize(64).isNotEqualTo(POLICY.sha256());
  }

  @Test
  void statesEveryPromiseOfTheFirstVersionAndKeepsMore() {
    assertThat(POLICY.promises().keySet()).isEqualTo(Policies.published().promises().keySet());
    assertThat(POLICY.promises().values())
        .filteredOn(promise -> promise.keeping() instanceof Keeping.Kept)
        .map(promise -> promise.id().number())
        .containsExactly(
            "0.1", "1.1", "1.2", "1.3", "1.4", "1.6", "1.8", "2.2", "6.1", "6.2", "6.4");
  }

  @Test
  void givesNoFactOfTheFirstVersionAnotherNumber() {
    for (Fact before : Policies.published().facts().values()) {
      assertThat(fact(before.name()).number()).isEqualTo(before.number());
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
  @Promise("1.8")
  void carriesMarketingOnlyUnderTheConsentToJustThatKindAndChannel() {
    int asked = 0;
    for (Consent consent : POLICY.consents().values()) {
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
                    new PromiseId("1.8"), new Reason.FactMissing(channel.getValue())));
        for (int forbidding : new int[] {1, 3}) {
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
          asked.addAll(service.may());
        });
    for (String id : List.of("customers.register", "counter.register")) {
      assertThat(activity(id).fields().keySet()).isEqualTo(asked);
    }
    assertThat(POLICY.services().values())
        .filteredOn(service -> service.takes("identity-number"))
        .map(Service::name)
        .containsExactly("instalment");
  }

  @Test
  @Promise("2.2")
  void confirmsTheTruthInAWordingWithAVersion() {
    Wording attestation = POLICY.attestation().orElseThrow();
    assertThat(attestation.version()).isEqualTo(1);
    assertThat(attestation.words().vi()).contains("đúng sự thật");
  }

  @Test
  @Promise("6.2")
  void showsNobodyAFullCardNumberAndCareNoNumberOfPapers() {
    for (Activity activity : POLICY.activities().values()) {
      if (!activity.kind().takes()) {
        assertThat(activity.fields().getOrDefault("payment-card", Form.MASKED))
            .as(activity.id())
            .isEqualTo(Form.MASKED);
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
  void keepsTransactionsAsLongAsTheLawOrders() {
    Category contract = Objects.requireNonNull(POLICY.categories().get("contract"));
    assertThat(contract.keepByLaw())
        .containsExactly("e-contracts", "management-vouchers", "book-vouchers")
        .isSubsetOf(law().minimums().keySet());
  }

  @Test
  void oneSlipInItIsFoundWithItsCounterexample(@TempDir Path folder) throws IOException {
    String sound = Files.readString(Policies.NEXT);
    String slipped =
        sound.replaceFirst(
            "(?s)(  marketing\\.news-by-zalo:.*?)    unless: \\[restricted, unguarded-child]\n",
            "$1    unless: [restricted]\n");
    Path laws = Files.createDirectories(folder.resolve("law"));
    Files.copy(Path.of("..", "policies", "law", "vn-2026.yaml"), laws.resolve("vn-2026.yaml"));
    Path file = Files.createDirectories(folder.resolve("1call")).resolve("policy.yaml");
    Policy policy = Policy.load(Files.writeString(file, slipped));
    assertThat(Checker.check(policy))
        .singleElement()
        .satisfies(finding ->
            assertThat(finding.reason())
                .isEqualTo(
                    "activity `marketing.news-by-zalo` breaks never-rule"
                        + " `no-marketing-to-an-unguarded-child` (law, source `pdp-law`): role"
                        + " `courier` gets `phone` clear, while `unguarded-child`, `news-by-zalo`"
                        + " hold and `restricted` does not"));
  }

  @Test
  void speaksProperVietnamese() throws IOException {
    String text = Files.readString(Policies.NEXT);
    assertThat(Normalizer.isNormalized(text, Normalizer.Form.NFC)).isTrue();
    assertThat(text.toLowerCase(Locale.ROOT))
        .as("the customer is addressed as Quý khách")
        .doesNotContainPattern("(^| )bạn[ ,.]");
  }

  private static Law law() {
    return POLICY.law().orElseThrow();
  }

  private static Fact fact(String name) {
    return Objects.requireNonNull(POLICY.facts().get(name), name);
  }

  private static Activity activity(String id) {
    return Objects.requireNonNull(POLICY.activities().get(id), id);
  }
}
