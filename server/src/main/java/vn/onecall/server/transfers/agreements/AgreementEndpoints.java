package vn.onecall.server.transfers.agreements;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.door.Door;
import vn.onecall.keeper.idempotency.Write;
import vn.onecall.messages.Messages;
import vn.onecall.server.problems.JsonBody;
import vn.onecall.server.problems.Problem;
import vn.onecall.server.transfers.CallerChosenIds;
import vn.onecall.translog.Hash;

/**
 * {@code /api/v1/agreements}: agreements with recipients; and {@code /policy/recipients}, where
 * anyone can read which companies have an agreement in force.
 */
@RestController
final class AgreementEndpoints {
  private static final Messages MESSAGES = Messages.beside(AgreementEndpoints.class);
  private final Agreements agreements;
  private final AgreementInput input;

  AgreementEndpoints(Agreements agreements, AgreementInput input, Door door) {
    this.agreements = agreements;
    this.input = input;
  }

  /** A recorded version, and the thumbprint of its key. */
  record RecordedView(String id, int version, String recipient, String key, String entry) {}

  /** An agreement that has ended. */
  record EndedView(String id, String entry) {}

  /** One company's agreement in force, for anyone. */
  record PublishedView(
      String recipient,
      String name,
      String kind,
      boolean affiliate,
      List<String> purposes,
      List<String> fields,
      Where where) {}

  /** Where a company hosts the data, and until when the agreement runs. */
  record Where(String country, boolean crossesBorder, List<String> subprocessors, String until) {}

  /** The companies. */
  record RecipientsView(List<PublishedView> recipients) {}

  @PutMapping(
      path = "/api/v1/agreements/{id}",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  Write<?> put(@PathVariable String id, JsonBody body, Call call) {
    UUID agreement = CallerChosenIds.read("id", id);
    return Write.of(
            () -> agreements.put(call, input.read(body, agreement)),
            done -> agreements.recorded(agreement, done.entry()))
        .map(recorded ->
            new RecordedView(
                agreement.toString(),
                recorded.agreement().version(),
                recorded.agreement().recipient().id(),
                recorded.agreement().terms().delivery().thumbprint(),
                recorded.entry().hex()));
  }

  @PostMapping(
      path = "/api/v1/agreements/{id}/end",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  Write<?> end(@PathVariable String id, JsonBody body, Call call, Locale reader) {
    UUID agreement = CallerChosenIds.read("id", id);
    body.finish();
    return Write.of(() -> end(call, agreement), done -> Optional.of(done.entry()))
        .map(entry ->
            entry.isEmpty()
                ? unknown(reader)
                : ResponseEntity.ok(new EndedView(agreement.toString(), entry.get().hex())));
  }

  private Outcome<Optional<Hash>> end(Call call, UUID agreement) {
    Optional<Agreement> known = agreements.find(agreement);
    return known.isEmpty()
        ? new Outcome.Permitted<>(Optional.empty())
        : agreements.end(call, known.get()).map(Optional::of);
  }

  @GetMapping(path = "/policy/recipients", produces = MediaType.APPLICATION_JSON_VALUE)
  RecipientsView recipients() {
    return new RecipientsView(agreements.inForce().stream().map(this::published).toList());
  }

  private PublishedView published(Agreement agreement) {
    Recipient recipient = agreement.recipient();
    Agreement.Terms terms = agreement.terms();
    return new PublishedView(
        recipient.id(),
        recipient.name(),
        recipient.kind(),
        recipient.fact().isPresent(),
        terms.purposes().stream().sorted().toList(),
        terms.fields().stream().sorted().toList(),
        new Where(
            terms.hosting().country(),
            terms.hosting().crossesBorder(),
            terms.hosting().subprocessors(),
            terms.span().ends().toString()));
  }

  private static ResponseEntity<?> unknown(Locale reader) {
    return Problem.NOT_FOUND.response(
        reader, Problem.NOT_FOUND.detail(reader, MESSAGES.words("no-such-agreement").in(reader)));
  }
}
