package vn.onecall.keeper.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.onecall.server.fixture.People.call;
import static vn.onecall.server.fixture.People.denied;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.onecall.keeper.calls.Denial;
import vn.onecall.messages.BilingualText;
import vn.onecall.policy.Policy;
import vn.onecall.policy.PolicyException;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.policy.reading.PolicyReader;
import vn.onecall.server.fixture.Folders;
import vn.onecall.server.fixture.House;
import vn.onecall.testing.Promise;

/** What features refuse is numbered by the policy, and by nothing else. */
class RefusalsTest {
  private static final String CONFIRM = "verification.confirm";
  private static final String NEEDS = "(?s)\n  needs:\n.*?\n\n";
  private static final Refusal TICKET =
      Refusal.of("ticket", new BilingualText("chưa có vé.", "there is no ticket."));

  @Test
  void refusesAPolicyThatDoesNotNumberARefusalThatItCanMeet() {
    Policy policy = changed("unnumbered", "\n    two-approvals: \"6.5\"", "");
    assertThatThrownBy(() -> Features.discover().routes(policy))
        .isInstanceOf(PolicyException.class)
        .hasMessageMatching(
            "policy\\.yaml:\\d+: `needs` names no promise for `two-approvals`, which the feature"
                + " `demands` refuses without");
  }

  @Test
  void refusesAPolicyThatNumbersARefusalThatThereIsNot() {
    Policy policy = changed("unknown", "\n  needs:\n", "\n  needs:\n    ticket: \"6.5\"\n");
    assertThatThrownBy(() -> Features.discover().routes(policy))
        .isInstanceOf(PolicyException.class)
        .hasMessageMatching(
            "policy\\.yaml:\\d+: `needs` names a promise for `ticket`, which no feature needs");
  }

  @Test
  void tellsOfEachFeatureAndRefusalAtOnce() {
    Policy policy = changed("without", NEEDS, "\n\n");
    assertThatThrownBy(() -> Features.discover().routes(policy))
        .isInstanceOfSatisfying(
            PolicyException.class,
            e ->
                assertThat(e.findings())
                    .hasSize(20)
                    .anyMatch(found -> found.reason().contains("`verification`"))
                    .anyMatch(found -> found.reason().contains("`transfers`")));
  }

  @Test
  void asksNoNumberOfAPolicyThatDoesNotUseTheFeature() {
    Policy policy = changed("unused", NEEDS, "\n\n");
    FeatureDeclaration unused =
        cinema()
            .takes("POST /films", ActivityKind.FILE, "films.show")
            .refuses(ActivityKind.FILE, List.of(TICKET))
            .build();
    assertThat(Features.of(List.of(unused)).routes(policy).activitiesOf("POST /films")).isEmpty();
    FeatureDeclaration ofAnotherKind =
        cinema()
            .takes("POST /films", ActivityKind.CONFIRM, CONFIRM)
            .refuses(ActivityKind.FILE, List.of(TICKET))
            .build();
    assertThat(Features.of(List.of(ofAnotherKind)).routes(policy).activitiesOf("POST /films"))
        .containsExactly(CONFIRM);
    FeatureDeclaration used =
        cinema()
            .takes("POST /films", ActivityKind.CONFIRM, CONFIRM)
            .refuses(ActivityKind.CONFIRM, List.of(TICKET))
            .build();
    assertThatThrownBy(() -> Features.of(List.of(used)).routes(policy))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("`ticket`, which the feature `cinema`");
  }

  private static FeatureDeclaration.Builder cinema() {
    return FeatureDeclaration.of("cinema", RefusalsTest.class);
  }

  @Test
  @Promise("6.2")
  void takesTheNumberOfARefusalFromThePolicy() {
    Refusal refusal =
        Refusal.of(
            "verified-requester", new BilingualText("chưa xác minh.", "nobody is verified."));
    Refusal silent = Refusal.silent("verified-requester");
    try (House house = House.build("numbered")) {
      Denial denial = refused(house, refusal);
      assertThat(denial.promise()).hasToString("6.2");
      assertThat(denial.code()).isEqualTo("needs-verified-requester").isEqualTo(refusal.code());
      assertThat(house.door().explain(denial, Locale.ENGLISH)).endsWith("nobody is verified.");
      assertThat(refused(house, silent).code()).isEqualTo("not-shown");
      String text =
          Folders.nextPolicyText()
              .replace("verified-requester: \"6.2\"", "verified-requester: \"1.6\"");
      try (House renumbered = house.reopen(Folders.policy("renumbered", text))) {
        assertThat(refused(renumbered, refusal).promise()).hasToString("1.6");
        assertThat(refused(renumbered, silent).promise()).hasToString("1.6");
      }
    }
  }

  private static Denial refused(House house, Refusal refusal) {
    return denied(
        house.door().refuse(call(house, CONFIRM), ActivityKind.CONFIRM, Set.of(), refusal));
  }

  private static Policy changed(String name, String pattern, String instead) {
    String text = Folders.policyText();
    String changed = text.replaceFirst(pattern, instead);
    assertThat(changed).isNotEqualTo(text);
    return PolicyReader.load(Folders.policy("refusals-" + name, changed));
  }
}
