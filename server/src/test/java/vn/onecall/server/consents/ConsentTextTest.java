package vn.onecall.server.consents;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.People.call;
import static vn.onecall.server.fixture.People.denied;
import static vn.onecall.server.fixture.People.granted;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.onecall.keeper.subjects.CollectionOrigin;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.policy.Policy;
import vn.onecall.server.fixture.Folders;
import vn.onecall.server.fixture.House;
import vn.onecall.server.fixture.People;
import vn.onecall.testing.Promise;

/** A consent is to the words that were read, for as long as the policy says. */
class ConsentTextTest {
  private static final String OFFER = "marketing.offers-by-email";
  private static final String NEWS = "marketing.news-by-email";

  @Test
  @Promise("1.8")
  void aWidenedTextMakesOlderConsentsVoidAndLeavesTheOthers() {
    House house = House.build("widened");
    SubjectId subject = People.register(house).subject();
    agree(house, subject, "offers", Instant.now());
    agree(house, subject, "news", Instant.now());
    granted(house.door().read(call(house, OFFER), List.of(subject)));
    Path widened =
        Folders.policy(
            "widened-policy",
            Folders.nextPolicyText()
                .replaceFirst(
                    "(?s)(\n  offers:\n    purpose: offers-marketing.*?version: )1", "$12"));
    try (House later = house.reopen(widened)) {
      assertThat(denied(later.door().read(call(later, OFFER), List.of(subject))).promise())
          .hasToString("1.8");
      granted(later.door().read(call(later, NEWS), List.of(subject)));
      agree(later, subject, "offers", Instant.now());
      granted(later.door().read(call(later, OFFER), List.of(subject)));
    }
  }

  @Test
  @Promise("1.8")
  void aConsentEndsWithItsTime() {
    try (House house = House.build("lasted")) {
      SubjectId subject = People.register(house).subject();
      agree(house, subject, "offers", Instant.now().minusSeconds(2L * 366 * 86_400));
      denied(house.door().read(call(house, OFFER), List.of(subject)));
    }
  }

  private static void agree(House house, SubjectId subject, String consent, Instant at) {
    Policy policy = house.door().policy();
    ConsentChoice choice =
        new ConsentChoice(
            List.of(Objects.requireNonNull(policy.consents().get(consent))),
            Set.of("email"),
            ConsentState.GIVEN,
            false);
    granted(
        house
            .door()
            .consent(
                call(house, "account.consent"),
                subject,
                choice.change(
                    policy,
                    new CollectionOrigin("customer", "consent-choice", "web"),
                    house.caller(),
                    at)));
  }
}
