package vn.onecall.server.transfers.consents;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.decisions.EntryWork;
import vn.onecall.keeper.door.Door;
import vn.onecall.keeper.idempotency.Write;
import vn.onecall.keeper.subjects.CollectionOrigin;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.keeper.writes.Written;
import vn.onecall.messages.Messages;
import vn.onecall.policy.model.Consent;
import vn.onecall.server.consents.RecipientConsentChoice;
import vn.onecall.server.problems.CollectionOriginInput;
import vn.onecall.server.problems.JsonBody;
import vn.onecall.server.problems.Problem;
import vn.onecall.server.problems.SubjectInput;
import vn.onecall.server.transfers.agreements.Agreements;
import vn.onecall.server.transfers.agreements.Recipient;

/**
 * {@code /api/v1/customers/{id}/affiliates/{affiliate}}: whether a customer allows one affiliate to
 * get their data. Silence is a no. A choice is effective for every decision after its answer, and
 * for what stands in the outbox.
 */
@RestController
final class AffiliateEndpoints {
  private static final Messages MESSAGES = Messages.beside(AffiliateEndpoints.class);
  private final Door door;
  private final Agreements agreements;
  private final Clock clock;

  AffiliateEndpoints(Door door, Agreements agreements, Clock clock) {
    this.door = door;
    this.agreements = agreements;
    this.clock = clock;
  }

  /** A durable choice. */
  record ChosenView(String id, String affiliate, long version, String entry) {}

  @PutMapping(
      path = "/api/v1/customers/{id}/affiliates/{affiliate}",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  Write<?> choose(
      @PathVariable String id,
      @PathVariable String affiliate,
      JsonBody body,
      Call call,
      Locale reader) {
    SubjectId subject = SubjectInput.read(id);
    CollectionOrigin collected = CollectionOriginInput.read(body, door.policy().collection());
    RecipientConsentChoice choice =
        RecipientConsentChoice.read(
            body, door.policy(), call.activity(), Consent.Granularity.AFFILIATE);
    body.finish();
    Optional<Recipient> recipient =
        agreements.recipient(affiliate).filter(each -> each.fact().isPresent());
    if (recipient.isEmpty()) {
      ResponseEntity<?> unknown =
          Problem.NOT_FOUND.response(
              reader,
              Problem.NOT_FOUND.detail(reader, MESSAGES.words("no-such-affiliate").in(reader)));
      return Write.of(() -> new Outcome.Permitted<>(unknown), done -> unknown);
    }
    RecipientConsentChoice.To to =
        new RecipientConsentChoice.To(
            recipient.get().id(), Optional.empty(), recipient.get().fact());
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return Write.of(
            () ->
                door.consent(
                    call,
                    subject,
                    choice.change(to, collected, call.caller(), now, EntryWork.NONE)),
            Written::again)
        .map(written ->
            ResponseEntity.ok()
                .eTag("\"" + written.version() + "\"")
                .body(
                    new ChosenView(
                        subject.toString(),
                        recipient.get().id(),
                        written.version(),
                        written.entry().hex())));
  }
}
