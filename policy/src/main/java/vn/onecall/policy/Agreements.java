package vn.onecall.policy;

import java.util.Map;
import java.util.Optional;

/** What customers agree to, what they confirm, and how their refusal outlives them. */
record Agreements(
    Map<String, Consent> consents,
    Optional<Wording> attestation,
    Optional<Suppression> suppression) {

  Agreements {
    consents = Ordered.copy(consents);
  }
}
