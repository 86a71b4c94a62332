package vn.onecall.server.consents;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import vn.onecall.messages.Messages;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.Consent;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.JsonBody;

/**
 * Reads a consent choice. To agree, a customer names one consent, its channels and the version of
 * the text that was shown: silence is not consent (Law 91/2025/QH15, article 9). To refuse or
 * withdraw, {@code "all": true} is enough.
 */
final class ConsentChoiceInput {
  private static final Messages MESSAGES = Messages.beside(ConsentChoiceInput.class);

  private final Map<String, Consent> consents;

  /** Consents given per affiliate or per transfer have their own endpoints. */
  ConsentChoiceInput(Policy policy) {
    this.consents = new LinkedHashMap<>(policy.consents());
    consents.values().removeIf(each -> each.scope().granularity() != Consent.Granularity.CHANNEL);
  }

  ConsentChoice read(JsonBody body) {
    ConsentState state = state(body);
    String name = Optional.ofNullable(body.optionalText("consent")).orElse("");
    String purpose = Optional.ofNullable(body.optionalText("purpose")).orElse("");
    Set<String> channels = body.names("channels");
    boolean all = body.optionalFlag("all");
    OptionalInt text = body.optionalNumber("text");
    List<Consent> chosen = new ArrayList<>(consents.values());
    if (!name.isEmpty()) {
      chosen.removeIf(consent -> !consent.name().equals(name));
      refuseUnknown(body, "consent", chosen, consents.keySet());
    }
    if (!purpose.isEmpty()) {
      chosen.removeIf(consent -> !consent.isTo(purpose));
      Set<String> purposes = new HashSet<>();
      consents.values().forEach(consent -> consent.purpose().ifPresent(purposes::add));
      refuseUnknown(body, "purpose", chosen, purposes);
    }
    if (!channels.isEmpty()
        && chosen.stream().noneMatch(each -> each.channels().keySet().containsAll(channels))) {
      body.wrong(unknown("channels", channelsOf(chosen)));
    }
    switch (state) {
      case GIVEN, REQUESTED -> readExplicitly(body, name, channels, all, text);
      case REFUSED, WITHDRAWN -> {
        if (name.isEmpty() && purpose.isEmpty() && channels.isEmpty() && !all) {
          body.wrong(FieldError.missing("consent"));
        }
      }
      case EXPIRED -> {}
    }
    return new ConsentChoice(
        chosen, channels, state, all && name.isEmpty() && purpose.isEmpty() && channels.isEmpty());
  }

  private void readExplicitly(
      JsonBody body, String name, Set<String> channels, boolean all, OptionalInt text) {
    Consent consent = consents.get(name);
    if (name.isEmpty()) {
      body.wrong(FieldError.missing("consent"));
    }
    if (channels.isEmpty()) {
      body.wrong(FieldError.missing("channels"));
    }
    if (all) {
      body.wrong(new FieldError("all", "not-for-consent", MESSAGES.words("consent-not-for-all")));
    }
    if (consent != null && text.orElse(0) != consent.text().version()) {
      body.wrong(
          new FieldError(
              "text",
              text.isEmpty() ? "missing" : "not-current",
              MESSAGES.words("text-not-current", consent.text().version())));
    }
  }

  private static ConsentState state(JsonBody body) {
    String word = body.text("state");
    Optional<ConsentState> state =
        ConsentState.of(word).filter(each -> each != ConsentState.EXPIRED);
    if (state.isEmpty() && !word.isEmpty()) {
      body.wrong(unknown("state", List.of("requested", "given", "refused", "withdrawn")));
    }
    return state.orElse(ConsentState.REQUESTED);
  }

  private static void refuseUnknown(
      JsonBody body, String name, List<Consent> chosen, Set<String> known) {
    if (chosen.isEmpty()) {
      body.wrong(unknown(name, known));
    }
  }

  private static Set<String> channelsOf(List<Consent> consents) {
    Set<String> channels = new java.util.LinkedHashSet<>();
    consents.stream().map(Consent::channels).map(Map::keySet).forEach(channels::addAll);
    return channels;
  }

  private static FieldError unknown(String name, java.util.Collection<String> known) {
    return FieldError.notListed(name, known);
  }
}
