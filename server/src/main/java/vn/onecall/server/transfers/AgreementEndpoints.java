package vn.onecall.server.transfers;

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
import vn.onecall.keeper.access.Call;
import vn.onecall.keeper.access.Caller;
import vn.onecall.keeper.access.Door;
import vn.onecall.keeper.access.Outcome;
import vn.onecall.server.problems.Denials;
import vn.onecall.server.problems.JsonBody;
import vn.onecall.server.problems.Problem;
import vn.onecall.translog.Hash;

/**
 * {@code /api/v1/agreements}: what was agreed with recipients; and {@code /policy/recipients},
 * where anyone reads which companies have an agreement in force, by name.
 */
@RestController
final class AgreementEndpoints {
  private final Agreements agreements;
  private final AgreementInput input;
  private final Denials denials;

  AgreementEndpoints(Agreements agreements, AgreementInput input, Door door) {
    this.agreements = agreements;
    this.input = input;
    this.denials = new Denials(door);
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

  /** Where a company keeps what it gets, and until when it may get anything. */
  record Where(String country, boolean crossesBorder, List<String> subprocessors, String until) {}

  /** The companies. */
  record RecipientsView(List<PublishedView> recipients) {}

  @PutMapping(
      path = "/api/v1/agreements/{id}",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> put(@PathVariable String id, JsonBody body, Caller caller, Locale reader) {
    UUID agreement = Ids.read("id", id);
    String activity = body.text("activity");
    return switch (agreements.put(new Call(activity, caller), input.read(body, agreement))) {
      case Outcome.Permitted<Agreements.Recorded>(
              Agreements.Recorded(Agreement recorded, Hash entry)) ->
          ResponseEntity.ok(
              new RecordedView(
                  id,
                  recorded.version(),
                  recorded.recipient().id(),
                  recorded.terms().delivery().thumbprint(),
                  entry.hex()));
      case Outcome.Denied<Agreements.Recorded> denied -> denials.answer(denied, activity, reader);
    };
  }

  @PostMapping(
      path = "/api/v1/agreements/{id}/end",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> end(@PathVariable String id, JsonBody body, Caller caller, Locale reader) {
    UUID agreement = Ids.read("id", id);
    String activity = body.text("activity");
    body.finish();
    Optional<Agreement> known = agreements.find(agreement);
    if (known.isEmpty()) {
      return unknown(reader);
    }
    return switch (agreements.end(new Call(activity, caller), known.get())) {
      case Outcome.Permitted<Hash>(Hash entry) -> ResponseEntity.ok(new EndedView(id, entry.hex()));
      case Outcome.Denied<Hash> denied -> denials.answer(denied, activity, reader);
    };
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
        reader,
        Problem.NOT_FOUND.detail(
            reader,
            new vn.onecall.policy.Words(
                    "Không có thỏa thuận nào mang mã này.", "There is no agreement of this id.")
                .in(reader)));
  }
}
