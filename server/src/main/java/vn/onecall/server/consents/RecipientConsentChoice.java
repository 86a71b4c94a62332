package vn.onecall.server.consents;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vn.onecall.keeper.calls.Caller;
import vn.onecall.keeper.decisions.EntryWork;
import vn.onecall.keeper.facts.FactChange;
import vn.onecall.keeper.subjects.CollectionOrigin;
import vn.onecall.keeper.subjects.NewValues;
import vn.onecall.keeper.writes.SubjectChange;
import vn.onecall.messages.Messages;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.Activity;
import vn.onecall.policy.model.Consent;
import vn.onecall.policy.model.Fact;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.InputException;
import vn.onecall.server.problems.JsonBody;

/**
 * A customer's choice about one affiliate or one transfer. To agree, the customer names the version
 * of the text that was shown, and the consent expires after its term; refusing and withdrawing need
 * nothing else. Each choice stores a consent record in the same commit as the fact that it changes.
 */
public final class RecipientConsentChoice {
  private static final Messages MESSAGES = Messages.beside(RecipientConsentChoice.class);
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  private final Policy policy;
  private final Consent consent;
  private final ConsentState state;

  private RecipientConsentChoice(Policy policy, Consent consent, ConsentState state) {
    this.policy = policy;
    this.consent = consent;
    this.state = state;
  }

  /**
   * What the choice is about.
   *
   * @param name the code of the affiliate, or the transfer's id
   * @param about what the transfer hands over, where that is known
   * @param fact the fact that stands for the customer's yes to it; none if there never was one
   */
  public record To(String name, Optional<TransferConsentScope> about, OptionalInt fact) {}

  /**
   * Reads {@code state}, and {@code text} if the customer agrees. An activity may change only the
   * consents that the policy lists for it.
   *
   * @param each what the choice is about one of
   * @throws InputException if the policy has no consent that is given so
   */
  public static RecipientConsentChoice read(
      JsonBody body, Policy policy, String activity, Consent.Granularity each) {
    Consent consent =
        policy.consents().values().stream()
            .filter(one -> one.scope().granularity() == each)
            .findFirst()
            .orElseThrow(() -> new InputException(foreign(List.of())));
    ConsentState state = state(body, consent);
    Activity known = policy.activities().get(activity);
    if (known != null
        && !known.consents().isEmpty()
        && !known.consents().contains(consent.name())) {
      body.wrong(foreign(known.consents()));
    }
    return new RecipientConsentChoice(policy, consent, state);
  }

  private static ConsentState state(JsonBody body, Consent consent) {
    String word = body.text("state");
    int text = body.optionalNumber("text").orElse(0);
    Optional<ConsentState> state =
        ConsentState.of(word)
            .filter(
                Set.of(ConsentState.GIVEN, ConsentState.REFUSED, ConsentState.WITHDRAWN)::contains);
    if (state.isEmpty() && !word.isEmpty()) {
      body.wrong(FieldError.notListed("state", List.of("given", "refused", "withdrawn")));
    }
    if (state.equals(Optional.of(ConsentState.GIVEN)) && text != consent.text().version()) {
      body.wrong(
          new FieldError(
              "text",
              text == 0 ? "missing" : "not-current",
              MESSAGES.words("text-not-current", consent.text().version())));
    }
    return state.orElse(ConsentState.REFUSED);
  }

  private static FieldError foreign(Collection<String> moved) {

    return new FieldError(
        "activity",
        "not-of-this-activity",
        MESSAGES.words("not-of-this-activity", String.join(", ", moved)));
  }

  /** Whether the customer agrees. */
  public boolean isYes() {
    return state == ConsentState.GIVEN;
  }

  /**
   * Converts this choice into a change at the door, with further statements of the feature in the
   * same commit.
   */
  public SubjectChange change(
      To to, CollectionOrigin collected, Caller caller, Instant at, EntryWork work) {
    Optional<Instant> until =
        isYes()
            ? Optional.of(at.atZone(VIETNAM).plus(consent.lasts()).toInstant())
            : Optional.empty();
    String record =
        ConsentRecord.of(
                consent.name(),
                new ConsentRecord.Scope(new TreeSet<>(Set.of(to.name())), to.about()),
                state,
                consent.text().version(),
                at,
                collected,
                until,
                caller)
            .format();
    return new SubjectChange(
        isYes()
            ? new FactChange(Map.of(to.fact().orElseThrow(), until), Set.of())
            : new FactChange(Map.of(), to.fact().stream().boxed().collect(Collectors.toSet())),
        isYes()
            ? consent.unless().stream()
                .map(policy.facts()::get)
                .map(Objects::requireNonNull)
                .map(Fact::number)
                .collect(Collectors.toSet())
            : Set.of(),
        new NewValues(Map.of(ConsentRecordType.NAME, List.of(record))),
        collected,
        List.of("consent %s %s %s".formatted(consent.name(), to.name(), state.word())),
        work);
  }
}
