package vn.onecall.policy.law;

import java.time.LocalDate;
import java.time.Period;
import java.util.Map;
import java.util.Optional;
import vn.onecall.messages.BilingualText;
import vn.onecall.policy.model.FileOrder;
import vn.onecall.policy.model.NeverRule;

/**
 * An overlay of law: what the law adds to a policy, in a file of its own, so that a change of law
 * is a change of data. Each parameter names its source, and each source has the dates between which
 * it is in force.
 *
 * @param edition which law, in which file
 * @param sources the texts of law by name, in file order
 * @param minimums what must be kept, by name
 * @param terms what the law says of terms of the W3C Data Privacy Vocabulary
 * @param child who is a child, if the overlay says so
 * @param never the law's never-rules, by name
 * @param requests what the law says of requests, if the overlay says it
 */
public record Law(
    Edition edition,
    Map<String, Source> sources,
    Map<String, Minimum> minimums,
    Terms terms,
    Optional<Child> child,
    Map<String, NeverRule> never,
    Optional<RequestLaw> requests) {

  public Law {
    sources = FileOrder.copy(sources);
    minimums = FileOrder.copy(minimums);
    never = FileOrder.copy(never);
  }

  /** The name of the law and its edition, such as {@code vn-2026}. */
  public String name() {
    return edition.name();
  }

  /** The SHA-256 of the file's bytes, in lower-case hexadecimal. */
  public String sha256() {
    return edition.sha256();
  }

  /** Whether the law calls data of a term sensitive. */
  public boolean isSensitive(String term) {
    return terms.sensitive().containsKey(term);
  }

  /** Whether the law allows a purpose of a term under consent alone. */
  public boolean needsConsent(String term) {
    return terms.consentOnly().containsKey(term);
  }

  /**
   * Which law, in which file.
   *
   * @param name the name of the law and its edition
   * @param sha256 the SHA-256 of the file's bytes
   */
  public record Edition(String name, String sha256) {}

  /**
   * A text of law.
   *
   * @param name its name in the overlay
   * @param title its title for people
   * @param from the first day on which it holds
   * @param until the last day on which it holds, if that is known
   */
  public record Source(
      String name, BilingualText title, LocalDate from, Optional<LocalDate> until) {

    /** Whether it holds on a day. */
    public boolean holdsOn(LocalDate day) {
      return !day.isBefore(from) && until.map(last -> !day.isAfter(last)).orElse(true);
    }
  }

  /**
   * What the law orders kept: a period after an event.
   *
   * @param name its name in the overlay
   * @param period how long at least
   * @param after the name of the event of the policy that it counts from
   * @param source the name of its source
   * @param words what is kept, for people
   */
  public record Minimum(
      String name, Period period, String after, String source, BilingualText words) {}

  /**
   * What the law says of terms, each with the name of its source.
   *
   * @param sensitive the terms of data that is sensitive, such as {@code pd:PaymentCardNumber}
   * @param consentOnly the terms of purposes that need consent, such as {@code dpv:DirectMarketing}
   */
  public record Terms(Map<String, String> sensitive, Map<String, String> consentOnly) {

    public Terms {
      sensitive = FileOrder.copy(sensitive);
      consentOnly = FileOrder.copy(consentOnly);
    }
  }

  /**
   * Who is a child.
   *
   * @param under the age in years below which one is
   * @param source the name of its source
   */
  public record Child(int under, String source) {}
}
