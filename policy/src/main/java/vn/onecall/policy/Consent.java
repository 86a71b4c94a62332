package vn.onecall.policy;

import java.time.Period;
import java.util.Map;
import java.util.Set;

/**
 * Something that a customer can agree to, refuse and withdraw, channel by channel or affiliate by
 * affiliate. Silence is not consent: each one's fact holds only from a consent given until it is
 * withdrawn or has lasted its time (Law 91/2025/QH15, article 9; Decree 356/2025, article 6).
 *
 * @param name the consent's name in the policy
 * @param purpose the name of the one purpose that it allows
 * @param promise the promise under which it stands
 * @param text what the customer agrees to
 * @param channels the name of the fact that stands for each channel, in file order; a fact stands
 *     for one consent and channel only. None where it is given affiliate by affiliate: which those
 *     are is known only to the server, which gives each a fact of its own
 * @param term how long it holds and how long it is proved
 * @param words the consent's name for people
 */
public record Consent(
    String name,
    String purpose,
    PromiseId promise,
    Wording text,
    Map<String, String> channels,
    Term term,
    Words words) {
  /** The first number of a fact that a server gives to an affiliate; no policy's fact has one. */
  public static final int FIRST_AFFILIATE_FACT = 1_000_000;

  public Consent {
    channels = Ordered.copy(channels);
  }

  /** Whether it is given affiliate by affiliate. */
  public boolean isForAffiliates() {
    return channels.isEmpty();
  }

  /** How long a consent holds after it was given, unless it is withdrawn. */
  public Period lasts() {
    return term.lasts();
  }

  /** The names of the facts of which none may hold when it is given. */
  public Set<String> unless() {
    return term.unless();
  }

  /**
   * How long a consent holds and how long it is proved.
   *
   * @param lasts how long it holds after it was given
   * @param evidence how long its proof is kept after it ended
   * @param reason why the proof is kept so long
   * @param unless the names of the facts of which none may hold when it is given
   */
  public record Term(Period lasts, Period evidence, Words reason, Set<String> unless) {

    public Term {
      unless = Ordered.copy(unless);
    }
  }
}
