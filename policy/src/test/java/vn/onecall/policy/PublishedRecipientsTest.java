package vn.onecall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import vn.onecall.policy.checking.PolicyChecker;
import vn.onecall.policy.deciding.Decision;
import vn.onecall.policy.deciding.DecisionTable;
import vn.onecall.policy.model.Activity;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.policy.model.Consent;
import vn.onecall.policy.model.PromiseId;
import vn.onecall.policy.model.Transfer;
import vn.onecall.policy.publishing.PolicyPage;
import vn.onecall.policy.reading.PolicyReader;
import vn.onecall.testing.Promise;

/** What the published policy discloses, to whom, and what it can never disclose. */
class PublishedRecipientsTest {

  private static final Policy POLICY = SamplePolicies.published();
  private static final DecisionTable TABLE = DecisionTable.compile(POLICY);

  /** A change that makes the sound policy leak, and the rule that must find it. */
  static Stream<Arguments> leaks() {
    return Stream.of(
        Arguments.of("dpv: pd:Contact\n", "dpv: pd:Opinion\n", "survey-answers-reach-no-recipient"),
        Arguments.of("dpv: pd:EmailAddress", "dpv: pd:FacialPrint", "faces-reach-no-recipient"),
        Arguments.of(
            "dpv: dpv:CustomerOrderManagement",
            "dpv: dpv:CommercialResearch",
            "research-reaches-no-recipient"),
        Arguments.of(
            "dpv: dpv:PaymentManagement", "dpv: dpv:SellDataToThirdParties", "nothing-is-sold"));
  }

  @ParameterizedTest
  @MethodSource("leaks")
  @Promise({"1.10", "4.1", "5.3"})
  void neitherSurveyAnswersNorFacesCanReachARecipientNorCanAnythingBeSold(
      String sound, String leaking, String rule, @TempDir Path folder) throws IOException {
    assertThat(SamplePolicies.publishedText()).contains(sound);
    assertThat(findings(folder, SamplePolicies.publishedText().replace(sound, leaking)))
        .anyMatch(reason -> reason.contains("breaks never-rule `" + rule + "`"));
  }

  /** Whether an activity of a kind discloses data to somebody outside. */
  private static boolean handsOut(ActivityKind kind) {
    return switch (kind) {
      case TRANSFER, DISCLOSE, SEND -> true;
      case REGISTER,
          SEARCH,
          READ,
          HISTORY,
          EXPORT,
          CORRECT,
          RECORD,
          RESTRICT,
          GUARDIAN,
          CONSENT,
          CONSENTS,
          ERASE,
          RETENTION,
          RECEIPT,
          ENTRIES,
          FILE,
          MANAGE,
          APPROVE,
          REQUEST,
          PROVENANCE,
          CONFIRM ->
          false;
    };
  }

  @ParameterizedTest
  @CsvSource({
    "pd:Opinion, survey-answers-reach-no-recipient",
    "pd:PoliticalOpinion, survey-answers-reach-no-recipient",
    "pd:Picture, faces-reach-no-recipient",
    "pd:FacialExpression, faces-reach-no-recipient"
  })
  @Promise({"1.10", "5.3"})
  void norCanTheyLeaveByAnyOtherWayOutOfTheHouse(String term, String rule, @TempDir Path folder)
      throws IOException {
    assertThat(Objects.requireNonNull(POLICY.never().get(rule)).uses().kinds())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(ActivityKind.values())
                .filter(PublishedRecipientsTest::handsOut)
                .collect(Collectors.toSet()));
    String leaking = SamplePolicies.publishedText().replace("dpv: pd:EmailAddress", "dpv: " + term);
    List<String> findings = findings(folder, leaking);
    for (String way :
        List.of(
            "transfer `transfers.to-affiliate`",
            "activity `demands.release`",
            "activity `verification.send-email`")) {
      assertThat(findings)
          .anyMatch(reason -> reason.startsWith(way + " breaks never-rule `" + rule + "`"));
    }
  }

  @Test
  @Promise("4.3")
  void noRecipientCanBeGivenAnActivityByWhichItReads(@TempDir Path folder) throws IOException {
    String reading =
        SamplePolicies.publishedText()
            .replaceFirst(
                "\n  transfers.confirm:\n",
                """

                  partners.read:
                    kind: read
                    purpose: customer-care
                    roles: [recipient]
                    fields: {email: masked}
                    words: {vi: Đọc, en: Read}
                  transfers.confirm:
                """);
    assertThat(findings(folder, reading))
        .anyMatch(reason ->
            reason.startsWith(
                "activity `partners.read` breaks never-rule `recipients-read-nothing-themselves`"));
  }

  @Test
  @Promise("4.1")
  void whatGoesToAnAffiliateRestsOnTheCustomersYesToJustThatOne(@TempDir Path folder)
      throws IOException {
    String other =
        SamplePolicies.publishedText()
            .replace(
                "    recipient: affiliate\n    roles: [dispatcher]\n    purpose: affiliate-service\n",
                "    recipient: affiliate\n    roles: [dispatcher]\n    purpose: customer-care\n");
    assertThat(findings(folder, other))
        .anyMatch(reason ->
            reason.startsWith("transfer `transfers.to-affiliate` goes to an affiliate for the"));
  }

  @Test
  @Promise("4.1")
  void aTransferForAFeeTakesAConsentOfItsOwnThatNamesNoPurposeAndIsProvedLikeTheOthers() {
    List<Consent> forFees =
        POLICY.consents().values().stream().filter(Consent::isForTransfers).toList();
    assertThat(forFees)
        .singleElement()
        .satisfies(consent -> {
          assertThat(consent.purpose()).isEmpty();
          assertThat(consent.channels()).isEmpty();
          assertThat(consent.promise()).isEqualTo(new PromiseId("4.1"));
          assertThat(consent.text().words().vi())
              .contains("đúng lần này")
              .contains("không phải là bán");
          assertThat(consent.term().evidence()).isEqualTo(Period.ofYears(5));
          assertThat(consent.unless()).containsExactly("unguarded-child");
          for (String activity : List.of("account.consent", "care.record-consent")) {
            assertThat(activity(activity).consents()).contains(consent.name());
          }
        });
    assertThat(PolicyPage.of(POLICY, Locale.ENGLISH))
        .contains("each transfer for a fee takes a yes of its own, before it.");
  }

  @Test
  @Promise("4.3")
  void eachRecipientGetsTheLeastFieldsAndOfPaymentOnlyWhoTakesIt() {
    assertThat(POLICY.transfers().values()).allMatch(POLICY::isInForce).hasSize(6);
    for (Transfer transfer : POLICY.transfers().values()) {
      assertThat(transfer.fields().keySet())
          .as(transfer.id())
          .isEqualTo(
              switch (transfer.recipient()) {
                case "payment-gateway" -> Set.of("full-name", "email", "phone", "payment-card");
                case "bank" -> Set.of("full-name", "bank-account");
                case "message-carrier" -> Set.of("email", "phone");
                case "delivery" -> Set.of("full-name", "phone", "contact-address");
                case "care-provider" -> Set.of("full-name", "phone");
                default -> Set.of("full-name", "email");
              });
      assertThat(TABLE.decide(transfer.id(), Set.of(1))).isInstanceOf(Decision.Deny.class);
      assertThat(transfer.fields().keySet())
          .as(transfer.id())
          .doesNotContain("identity-number", "document", "note", "device-address");
    }
  }

  private static List<String> findings(Path folder, String text) throws IOException {
    Path laws = Files.createDirectories(folder.resolve("law"));
    for (String name : List.of("vn-2026.yaml", "vn-calendar.yaml")) {
      Files.copy(Path.of("..", "policies", "law", name), laws.resolve(name));
    }
    Path file = Files.createDirectories(folder.resolve("1call")).resolve("policy.yaml");
    return PolicyChecker.check(PolicyReader.load(Files.writeString(file, text))).stream()
        .map(Finding::reason)
        .toList();
  }

  private static Activity activity(String id) {
    return Objects.requireNonNull(POLICY.activities().get(id), id);
  }
}
