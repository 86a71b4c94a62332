package vn.onecall.server.transfers.agreements;

import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.onecall.keeper.features.Refusal;
import vn.onecall.policy.model.Transfer;
import vn.onecall.server.envelopes.RecipientKey;

/**
 * One version of an agreement with a recipient. It determines which requirement is missing for a
 * transfer at a given time; nothing is transferred while one is missing.
 *
 * @param id the agreement
 * @param version its version, from 1; only the newest counts
 * @param recipient with whom
 * @param terms what was agreed
 * @param endedAt when it was ended before its time
 */
public record Agreement(
    UUID id, int version, Recipient recipient, Terms terms, Optional<Instant> endedAt) {

  /**
   * What was agreed.
   *
   * @param purposes for which purposes
   * @param fields which fields
   * @param span from when until when
   * @param measures what the recipient does to protect them
   * @param hosting where it keeps them, and who else has them
   * @param delivery how they reach it
   * @param fee whether the recipient pays a fee: then each transfer takes the customer's consent
   */
  public record Terms(
      Set<String> purposes,
      Set<String> fields,
      Span span,
      List<Measure> measures,
      Hosting hosting,
      Delivery delivery,
      boolean fee) {
    public Terms {
      purposes = Set.copyOf(purposes);
      fields = Set.copyOf(fields);
      measures = List.copyOf(measures);
    }
  }

  /** The period of validity. */
  public record Span(Instant begins, Instant ends) {}

  /** A security measure, a reference to its evidence, and the date of its next review. */
  public record Measure(String name, String evidence, Instant reviewBy) {}

  /** The country of the recipient's machines, and those who process for it. */
  public record Hosting(String country, List<String> subprocessors) {
    public Hosting {
      subprocessors = List.copyOf(subprocessors);
    }

    /**
     * Whether data leaves the country, which requires an assessment dossier (Law 91/2025/QH15,
     * article 20).
     */
    boolean crossesBorder() {
      return !country.equals("VN");
    }
  }

  /** How data is delivered to the recipient. */
  public enum Way {
    /** Sent to its address. */
    PUSH,
    /** Fetched by the staff as an encrypted file and handed over. */
    FILE;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The delivery.
   *
   * @param address where it is sent; empty for a file
   * @param key the recipient's JSON Web Key; empty while it has none, or its last one was revoked
   */
  public record Delivery(Way way, String address, String key) {
    public URI uri() {
      return URI.create(address);
    }

    /** The key, if it is still usable. */
    public Optional<RecipientKey> usableKey() {
      return RecipientKey.usable(key);
    }

    public String thumbprint() {
      return usableKey().map(RecipientKey::thumbprint).orElse("");
    }
  }

  /** Returns the first condition that is missing for a transfer at a time. */
  Optional<Refusal> lacks(Transfer transfer, Collection<String> fields, Instant now) {
    if (!recipient.kind().equals(transfer.recipient())) {
      return Optional.of(TransferRefusals.AGREEMENT);
    }
    if (now.isBefore(terms.span.begins)) {
      return Optional.of(TransferRefusals.AGREEMENT_BEGUN);
    }
    if (!now.isBefore(terms.span.ends) || endedAt.isPresent()) {
      return Optional.of(TransferRefusals.AGREEMENT_NOT_ENDED);
    }
    if (terms.measures.isEmpty()
        || terms.measures.stream().anyMatch(measure -> measure.evidence.isBlank())) {
      return Optional.of(TransferRefusals.MEASURES_WITH_EVIDENCE);
    }
    if (terms.measures.stream().anyMatch(measure -> !now.isBefore(measure.reviewBy))) {
      return Optional.of(TransferRefusals.REVIEW_IN_TIME);
    }
    if (!terms.purposes.contains(transfer.purpose())) {
      return Optional.of(TransferRefusals.AGREED_PURPOSE);
    }
    if (!terms.fields.containsAll(fields)) {
      return Optional.of(TransferRefusals.AGREED_FIELD);
    }
    return terms.delivery.usableKey().isEmpty()
        ? Optional.of(TransferRefusals.SAFE_DELIVERY)
        : Optional.empty();
  }

  /** Whether another version has the same terms with the same company. */
  boolean saysTheSameAs(Agreement other) {
    return terms.equals(other.terms)
        && recipient.id().equals(other.recipient.id())
        && recipient.name().equals(other.recipient.name())
        && recipient.client().equals(other.recipient.client());
  }

  /** Whether the agreement is in force at a time, regardless of any transfer. */
  boolean isInForce(Instant now) {
    return !now.isBefore(terms.span.begins) && now.isBefore(terms.span.ends) && endedAt.isEmpty();
  }

  /** The terms as lines of a log entry; they concern companies only. */
  List<String> details() {
    return List.of(
        "agreement %s version %d".formatted(id, version),
        "with %s of kind %s".formatted(recipient.id(), recipient.kind()),
        "purposes " + sorted(terms.purposes),
        "fields " + sorted(terms.fields),
        "from %s until %s".formatted(terms.span.begins, terms.span.ends),
        "measures "
            + terms.measures.stream()
                .map(each -> each.name + " by " + each.reviewBy)
                .collect(Collectors.joining(", ")),
        "hosted in %s, processors %d"
            .formatted(terms.hosting.country, terms.hosting.subprocessors.size()),
        "by %s, fee %s".formatted(terms.delivery.way.word(), terms.fee ? "yes" : "no"),
        "key " + (terms.delivery.thumbprint().isEmpty() ? "none" : terms.delivery.thumbprint()));
  }

  private static String sorted(Set<String> names) {
    return names.stream().sorted().collect(Collectors.joining(","));
  }
}
