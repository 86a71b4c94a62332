package vn.onecall.policy;

import java.util.Map;
import java.util.Optional;

/** What customers agree to, and what they confirm. */
record Agreements(Map<String, Consent> consents, Optional<Wording> attestation) {

  Agreements {
    consents = Ordered.copy(consents);
  }
}
