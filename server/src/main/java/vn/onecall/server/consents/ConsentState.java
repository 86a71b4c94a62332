package vn.onecall.server.consents;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What became of a consent, in the words of the W3C Data Privacy Vocabulary. */
enum ConsentState {
  REQUESTED("dpv:ConsentRequested"),
  GIVEN("dpv:ConsentGiven"),
  REFUSED("dpv:ConsentRefused"),
  WITHDRAWN("dpv:ConsentWithdrawn"),
  EXPIRED("dpv:ConsentExpired");

  private final String term;

  ConsentState(String term) {
    this.term = term;
  }

  /** The vocabulary's term. */
  String term() {
    return term;
  }

  /** The name of it in requests and responses. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<ConsentState> of(String word) {
    return Stream.of(values()).filter(state -> state.word().equals(word)).findFirst();
  }
}
