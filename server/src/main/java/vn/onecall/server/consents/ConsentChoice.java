package vn.onecall.server.consents;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import vn.onecall.keeper.calls.Caller;
import vn.onecall.keeper.decisions.EntryWork;
import vn.onecall.keeper.facts.FactChange;
import vn.onecall.keeper.subjects.CollectionOrigin;
import vn.onecall.keeper.subjects.NewValues;
import vn.onecall.keeper.writes.SubjectChange;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.Consent;
import vn.onecall.policy.model.SuppressionRule;

/**
 * A customer's choice: one state for some consents and channels, or for all of them.
 *
 * @param consents the consents that are chosen about
 * @param channels the channels; none means all of each consent
 * @param state what is chosen
 * @param all whether it is a refusal of all marketing, which stands until it is lifted
 */
record ConsentChoice(
    Collection<Consent> consents, Set<String> channels, ConsentState state, boolean all) {
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  /** Converts this choice into a change at the door. */
  SubjectChange change(Policy policy, CollectionOrigin collected, Caller caller, Instant at) {
    Map<Integer, Optional<Instant>> set = new HashMap<>();
    Set<Integer> clear = new HashSet<>();
    Set<Integer> unless = new HashSet<>();
    List<String> records = new ArrayList<>();
    List<String> details = new ArrayList<>();
    for (Consent consent : consents) {
      SortedSet<String> chosen = chosen(consent);
      if (chosen.isEmpty()) {
        continue;
      }
      Optional<Instant> until = Optional.empty();
      if (state == ConsentState.GIVEN) {
        until = Optional.of(at.atZone(VIETNAM).plus(consent.lasts()).toInstant());
        consent.unless().forEach(fact -> unless.add(number(policy, fact)));
      }
      for (String channel : chosen) {
        int fact = number(policy, Objects.requireNonNull(consent.channels().get(channel)));
        switch (state) {
          case GIVEN -> set.put(fact, until);
          case REFUSED, WITHDRAWN -> clear.add(fact);
          case REQUESTED, EXPIRED -> {}
        }
      }
      records.add(
          ConsentRecord.of(
                  consent.name(),
                  new ConsentRecord.Scope(chosen, Optional.empty()),
                  state,
                  consent.text().version(),
                  at,
                  collected,
                  until,
                  caller)
              .format());
      details.add(
          "consent %s %s %s".formatted(consent.name(), String.join(",", chosen), state.word()));
    }
    if (all && state == ConsentState.REFUSED) {
      policy
          .suppression()
          .map(SuppressionRule::fact)
          .ifPresent(fact -> set.put(number(policy, fact), Optional.empty()));
    }
    return new SubjectChange(
        new FactChange(set, clear),
        unless,
        new NewValues(Map.of(ConsentRecordType.NAME, records)),
        collected,
        details,
        EntryWork.NONE);
  }

  private SortedSet<String> chosen(Consent consent) {
    SortedSet<String> chosen = new TreeSet<>(consent.channels().keySet());
    if (!channels.isEmpty()) {
      chosen.retainAll(channels);
    }
    return chosen;
  }

  private static int number(Policy policy, String fact) {
    return Objects.requireNonNull(policy.facts().get(fact)).number();
  }
}
