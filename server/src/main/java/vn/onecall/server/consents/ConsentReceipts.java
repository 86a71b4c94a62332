package vn.onecall.server.consents;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.Category;
import vn.onecall.policy.model.Consent;
import vn.onecall.policy.model.Field;
import vn.onecall.policy.model.Purpose;

/**
 * Consent receipts after ISO/IEC TS 27560:2023, as JSON-LD in the W3C Data Privacy Vocabulary. A
 * receipt repeats the record and says what was agreed to; it names no address and no name.
 */
final class ConsentReceipts {
  private static final String PROFILE = "https://w3id.org/dpv/schema/dpv-27560#record";

  private final Policy policy;

  ConsentReceipts(Policy policy) {
    this.policy = policy;
  }

  Map<String, Object> of(SubjectId subject, ConsentRecord record) {
    Map<String, Object> receipt = new LinkedHashMap<>();
    receipt.put(
        "@context", Map.of("dpv", "https://w3id.org/dpv#", "pd", "https://w3id.org/dpv/pd#"));
    receipt.put("@type", List.of("dpv:ConsentReceipt", "dpv:ConsentRecord"));
    receipt.put("@id", "urn:uuid:" + identity(subject, record));
    receipt.put("dpv:hasSchema", PROFILE);
    receipt.put("dpv:hasDataSubject", "urn:uuid:" + subject);
    receipt.put("dpv:hasDataController", policy.controller());
    receipt.put("dpv:hasJurisdiction", "VN");
    receipt.put("dpv:hasConsentStatus", record.state().term());
    receipt.put("dpv:hasIndicationMethod", record.collected().channel());
    receipt.put("dpv:hasIndicationMoment", record.collected().moment());
    receipt.put("dpv:isIndicatedAtTime", record.at().toString());
    receipt.put("dpv:isIndicatedBy", record.collected().source());
    record.until().ifPresent(until -> receipt.put("dpv:hasExpiryTime", until.toString()));
    receipt.put("dpv:hasScope", List.copyOf(record.channels()));
    Consent consent = policy.consents().get(record.consent());
    Optional<TransferConsentScope> about = record.scope().about();
    about.ifPresent(it -> receipt.put("dpv:hasRecipient", it.recipient()));
    if (consent != null) {
      receipt.put("dpv:hasNotice", notice(record, consent));
      about
          .map(TransferConsentScope::purpose)
          .or(consent::purpose)
          .map(policy.purposes()::get)
          .ifPresent(purpose -> {
            receipt.put("dpv:hasPurpose", purpose(purpose));
            receipt.put("dpv:hasPersonalData", data(purpose, about));
          });
    }
    receipt.put(
        "dpv:hasConsentControl",
        Map.of("@type", "dpv:WithdrawConsent", "dpv:hasName", control(consent)));
    return receipt;
  }

  /** Where it is withdrawn. */
  private static String control(@Nullable Consent consent) {
    return switch (consent == null ? Consent.Granularity.CHANNEL : consent.scope().granularity()) {
      case CHANNEL -> "POST /api/v1/customers/{id}/consents";
      case AFFILIATE -> "PUT /api/v1/customers/{id}/affiliates/{affiliate}";
      case TRANSFER -> "PUT /api/v1/customers/{id}/transfers/{transfer}/consent";
    };
  }

  private Map<String, Object> notice(ConsentRecord record, Consent consent) {
    Map<String, Object> notice = new LinkedHashMap<>();
    notice.put("dpv:hasName", record.consent());
    notice.put("dpv:hasVersion", record.text());
    notice.put("dpv:hasPolicyVersion", policy.version());
    if (consent.text().version() == record.text()) {
      notice.put(
          "dpv:hasText",
          List.of(
              Map.of("@language", "vi", "@value", consent.text().words().vi()),
              Map.of("@language", "en", "@value", consent.text().words().en())));
    }
    return notice;
  }

  private static Map<String, Object> purpose(Purpose purpose) {
    return Map.of(
        "@type", purpose.dpv(),
        "dpv:hasName", purpose.name(),
        "dpv:hasLegalBasis", "dpv:ExplicitlyExpressedConsent");
  }

  /** All that serves the purpose; of a single transfer, what it hands over. */
  private List<Map<String, Object>> data(Purpose purpose, Optional<TransferConsentScope> about) {
    return policy.fields().values().stream()
        .filter(field ->
            about
                .map(it -> it.fields().contains(field.name()))
                .orElseGet(() -> field.purposes().contains(purpose.name())))
        .map(this::datum)
        .toList();
  }

  private Map<String, Object> datum(Field field) {
    Category category = java.util.Objects.requireNonNull(policy.categories().get(field.category()));
    return Map.of(
        "@type", field.dpv(),
        "dpv:hasName", field.name(),
        "dpv:hasStorageDuration",
            category.retention().period() + " after " + category.retention().after());
  }

  /** The same record has the same receipt, whenever it is asked for. */
  private static UUID identity(SubjectId subject, ConsentRecord record) {
    return UUID.nameUUIDFromBytes(
        (subject + " " + record.format()).getBytes(StandardCharsets.UTF_8));
  }
}
