package vn.onecall.server.consents;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vn.onecall.policy.Consent;
import vn.onecall.policy.Fact;
import vn.onecall.policy.Policy;
import vn.onecall.policy.Words;
import vn.onecall.server.access.Caller;
import vn.onecall.server.access.Change;
import vn.onecall.server.access.Collected;
import vn.onecall.server.access.FactChange;
import vn.onecall.server.access.NewValues;
import vn.onecall.server.access.Together;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.JsonBody;

/**
 * What a customer chooses about one affiliate. A yes names the version of the text that was read
 * and holds for its time; a refusal or a withdrawal takes nothing but itself. Each leaves a record,
 * in one commit with the fact that it changes.
 */
public final class AffiliateChoice {
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  private final Consent consent;
  private final ConsentState state;

  private AffiliateChoice(Consent consent, ConsentState state) {
    this.consent = consent;
    this.state = state;
  }

  /** Reads {@code state}, and {@code text} where it is a yes. */
  public static AffiliateChoice read(JsonBody body, Policy policy) {
    Consent consent =
        policy.consents().values().stream()
            .filter(Consent::isForAffiliates)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("the policy has no such consent"));
    String word = body.text("state");
    int text = body.optionalNumber("text").orElse(0);
    Optional<ConsentState> state =
        ConsentState.of(word)
            .filter(
                Set.of(ConsentState.GIVEN, ConsentState.REFUSED, ConsentState.WITHDRAWN)::contains);
    if (state.isEmpty() && !word.isEmpty()) {
      body.wrong(
          new FieldError(
              "state",
              "not-listed",
              new Words(
                  "Có thể dùng: given, refused, withdrawn.",
                  "There are: given, refused, withdrawn.")));
    }
    if (state.equals(Optional.of(ConsentState.GIVEN)) && text != consent.text().version()) {
      body.wrong(
          new FieldError(
              "text",
              text == 0 ? "missing" : "not-current",
              new Words(
                  "Câu chữ hiện hành là phiên bản " + consent.text().version() + ".",
                  "The text now in force is version " + consent.text().version() + ".")));
    }
    return new AffiliateChoice(consent, state.orElse(ConsentState.REFUSED));
  }

  /** The name of the consent, which an activity must move. */
  public String consent() {
    return consent.name();
  }

  /**
   * The change at the door that this choice is.
   *
   * @param affiliate the code of the affiliate
   * @param fact the fact that stands for the customer's yes to it
   */
  public Change change(
      Policy policy, String affiliate, int fact, Collected collected, Caller caller, Instant at) {
    boolean given = state == ConsentState.GIVEN;
    Optional<Instant> until =
        given
            ? Optional.of(at.atZone(VIETNAM).plus(consent.lasts()).toInstant())
            : Optional.empty();
    String record =
        ConsentRecord.of(
                consent.name(),
                new TreeSet<>(Set.of(affiliate)),
                state,
                consent.text().version(),
                at,
                collected,
                until,
                caller)
            .format();
    return new Change(
        given
            ? new FactChange(Map.of(fact, until), Set.of())
            : new FactChange(Map.of(), Set.of(fact)),
        given
            ? consent.unless().stream()
                .map(policy.facts()::get)
                .map(Objects::requireNonNull)
                .map(Fact::number)
                .collect(Collectors.toSet())
            : Set.of(),
        new NewValues(Map.of(ConsentRecordType.NAME, List.of(record))),
        collected,
        List.of("consent %s %s %s".formatted(consent.name(), affiliate, state.word())),
        Together.NOTHING);
  }
}
