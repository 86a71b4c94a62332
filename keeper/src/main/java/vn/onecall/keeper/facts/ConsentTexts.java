package vn.onecall.keeper.facts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.Consent;

/**
 * Voids the consents whose text has changed. A person who agreed to an earlier text has not agreed
 * to the new one, and has to be asked again; the same holds where the policy no longer has the
 * consent. Runs before the door opens.
 */
public final class ConsentTexts {
  private static final Logger LOG = LoggerFactory.getLogger(ConsentTexts.class);

  private final Policy policy;
  private final FactStore facts;

  public ConsentTexts(Policy policy, FactStore facts) {
    this.policy = policy;
    this.facts = facts;
  }

  /** Voids what was agreed to in other words; to be run in a transaction on main. */
  public void settle() {
    Map<String, Integer> before = facts.consentTexts();
    for (Consent consent : policy.consents().values()) {
      Integer served = before.get(consent.name());
      int version = consent.text().version();
      if (served != null && served != version) {
        int subjects =
            switch (consent.scope().granularity()) {
              case CHANNEL -> facts.voidFacts(numbers(consent.channels().values()));
              case AFFILIATE ->
                  facts.voidFacts(Consent.FIRST_AFFILIATE_FACT, Consent.FIRST_TRANSFER_FACT - 1);
              case TRANSFER -> facts.voidFacts(Consent.FIRST_TRANSFER_FACT, Integer.MAX_VALUE);
            };
        LOG.warn(
            "The text of the consent '{}' is now version {}: {} customers have to be asked again.",
            consent.name(),
            version,
            subjects);
      }
      facts.noteConsentText(consent.name(), version);
    }
    Set<String> dropped = new HashSet<>(before.keySet());
    dropped.removeAll(policy.consents().keySet());
    dropped.forEach(facts::dropConsentText);
  }

  private List<Integer> numbers(Collection<String> names) {
    List<Integer> numbers = new ArrayList<>();
    names.forEach(name -> numbers.add(Objects.requireNonNull(policy.facts().get(name)).number()));
    return numbers;
  }
}
