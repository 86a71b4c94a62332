package vn.onecall.policy.model;

import java.time.Period;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.onecall.messages.BilingualText;

/**
 * Something that a customer can consent to, refuse and withdraw: for each channel, each affiliate
 * or each transfer. Silence is not consent: the fact that stands for a consent holds only from the
 * moment when it is given until it is withdrawn or expires (Law 91/2025/QH15, article 9; Decree
 * 356/2025, article 6).
 *
 * @param name the consent's name in the policy
 * @param purpose the name of the one purpose that it allows; none where it is given for each
 *     transfer, since each transfer has its own purpose
 * @param promise the promise under which it stands
 * @param text what the customer agrees to
 * @param scope what one consent given covers
 * @param term how long it holds and how long it is proved
 * @param words the consent's name for people
 */
public record Consent(
    String name,
    Optional<String> purpose,
    PromiseId promise,
    VersionedText text,
    Scope scope,
    Term term,
    BilingualText words) {
  /** The first number of a fact that a server gives to an affiliate; no policy's fact has one. */
  public static final int FIRST_AFFILIATE_FACT = 1_000_000;

  /** The first number of a fact that a server gives to one transfer; no affiliate's has one. */
  public static final int FIRST_TRANSFER_FACT = 1_000_000_000;

  /** What one consent given covers. */
  public enum Granularity {
    /** A channel, whose fact the policy names. */
    CHANNEL,
    /** An affiliate. The server knows the affiliates and gives each a fact of its own. */
    AFFILIATE,
    /** One transfer for a fee (Decree 356/2025, article 7.3), with a fact of its own. */
    TRANSFER
  }

  /**
   * What one consent given covers.
   *
   * @param granularity the kind of thing
   * @param channels the name of the fact that stands for each channel, in file order; a fact stands
   *     for one consent and channel only. None where it is given by something else
   */
  public record Scope(Granularity granularity, Map<String, String> channels) {
    public Scope {
      channels = FileOrder.copy(channels);
    }
  }

  /** The name of the fact that stands for each channel, in file order. */
  public Map<String, String> channels() {
    return scope.channels();
  }

  /** Whether it is given for each affiliate. */
  public boolean isForAffiliates() {
    return scope.granularity() == Granularity.AFFILIATE;
  }

  /** Whether it is given for each transfer for a fee. */
  public boolean isForTransfers() {
    return scope.granularity() == Granularity.TRANSFER;
  }

  /** Whether it is a consent to a purpose. */
  public boolean isTo(String name) {
    return purpose.filter(name::equals).isPresent();
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
  public record Term(Period lasts, Period evidence, BilingualText reason, Set<String> unless) {

    public Term {
      unless = FileOrder.copy(unless);
    }
  }
}
