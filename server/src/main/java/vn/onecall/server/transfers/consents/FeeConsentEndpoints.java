package vn.onecall.server.transfers.consents;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.door.Door;
import vn.onecall.keeper.idempotency.Write;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.keeper.writes.Written;
import vn.onecall.messages.Messages;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.Consent;
import vn.onecall.policy.model.Transfer;
import vn.onecall.server.consents.RecipientConsentChoice;
import vn.onecall.server.consents.TransferConsentScope;
import vn.onecall.server.problems.CollectionOriginInput;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.JsonBody;
import vn.onecall.server.problems.SubjectInput;
import vn.onecall.server.transfers.CallerChosenIds;
import vn.onecall.server.transfers.agreements.Agreements;
import vn.onecall.server.transfers.agreements.Recipient;

/**
 * {@code /api/v1/customers/{id}/transfers/{transfer}/consent}: whether a customer agrees to one
 * transfer for a fee, before it is asked for. Silence is a no. A yes names recipient, purpose and
 * fields; to refuse or withdraw it takes the transfer's id alone.
 */
@RestController
final class FeeConsentEndpoints {
  private static final Messages MESSAGES = Messages.beside(FeeConsentEndpoints.class);
  private final Policy policy;
  private final FeeConsents consents;
  private final Agreements agreements;

  FeeConsentEndpoints(Door door, FeeConsents consents, Agreements agreements) {
    this.policy = door.policy();
    this.consents = consents;
    this.agreements = agreements;
  }

  /** A durable choice. */
  record ChosenView(String id, long version, String entry) {}

  @PutMapping(
      path = "/api/v1/customers/{id}/transfers/{transfer}/consent",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  Write<?> choose(
      @PathVariable String id, @PathVariable String transfer, JsonBody body, Call call) {
    SubjectId subject = SubjectInput.read(id);
    UUID wanted = CallerChosenIds.read("transfer", transfer);
    FeeConsents.Chosen chosen =
        new FeeConsents.Chosen(
            RecipientConsentChoice.read(
                body, policy, call.activity(), Consent.Granularity.TRANSFER),
            CollectionOriginInput.read(body, policy.collection()));
    Optional<TransferConsentScope> about =
        chosen.choice().isYes() ? Optional.of(about(body)) : Optional.empty();
    body.finish();
    return Write.of(
            () ->
                about.isPresent()
                    ? consents.give(call, subject, wanted, about.get(), chosen)
                    : consents.deny(call, subject, wanted, chosen),
            Written::again)
        .map(written ->
            ResponseEntity.ok()
                .eTag("\"" + written.version() + "\"")
                .body(
                    new ChosenView(subject.toString(), written.version(), written.entry().hex())));
  }

  /** Reads the scope of the consent, which must match a transfer of the policy. */
  private TransferConsentScope about(JsonBody body) {
    String code = body.text("recipient");
    String purpose = body.text("purpose");
    Set<String> fields = body.names("fields");
    Optional<Recipient> recipient = agreements.recipient(code);
    if (recipient.isEmpty() && !code.isEmpty()) {
      body.wrong(new FieldError("recipient", "not-listed", MESSAGES.words("no-such-recipient")));
    }
    List<Transfer> rules =
        policy.transfers().values().stream()
            .filter(rule ->
                recipient.filter(known -> known.kind().equals(rule.recipient())).isPresent())
            .toList();
    List<String> purposes = rules.stream().map(Transfer::purpose).distinct().toList();
    if (recipient.isPresent() && !purpose.isEmpty() && !purposes.contains(purpose)) {
      body.wrong(FieldError.notListed("purpose", purposes));
    }
    Set<String> given = new TreeSet<>();
    rules.stream()
        .filter(rule -> rule.purpose().equals(purpose))
        .forEach(rule -> given.addAll(rule.fields().keySet()));
    if (fields.isEmpty()) {
      body.wrong(FieldError.missing("fields"));
    } else if (purposes.contains(purpose) && !given.containsAll(fields)) {
      body.wrong(FieldError.notListed("fields", given));
    }
    return new TransferConsentScope(code, purpose, new TreeSet<>(fields));
  }
}
