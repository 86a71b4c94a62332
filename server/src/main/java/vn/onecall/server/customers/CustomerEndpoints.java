package vn.onecall.server.customers;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.onecall.fields.FieldTypes;
import vn.onecall.policy.Words;
import vn.onecall.server.access.Call;
import vn.onecall.server.access.Caller;
import vn.onecall.server.access.Collected;
import vn.onecall.server.access.Door;
import vn.onecall.server.access.Erased;
import vn.onecall.server.access.Grant;
import vn.onecall.server.access.Outcome;
import vn.onecall.server.access.ShownSubject;
import vn.onecall.server.access.SubjectId;
import vn.onecall.server.access.Written;
import vn.onecall.server.ledger.Ledger;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.InputException;
import vn.onecall.server.problems.JsonBody;
import vn.onecall.server.problems.Problem;
import vn.onecall.translog.Hash;
import vn.onecall.translog.entries.Opening;
import vn.onecall.translog.entries.Receipt;

/**
 * {@code /api/v1/customers}. Each call names an activity; nothing personal stands in a URL. What is
 * shown carries its entry's leaf and, as its ETag, the version that a change must name.
 */
@RestController
@RequestMapping(path = "/api/v1/customers", produces = MediaType.APPLICATION_JSON_VALUE)
final class CustomerEndpoints {
  /** How long an answer waits for the checkpoint that its receipt needs. */
  private static final Duration RECEIPT_PATIENCE = Duration.ofSeconds(5);

  private final Door door;
  private final Ledger ledger;
  private final CustomerInput input;
  private final CustomerAnswers answers;

  CustomerEndpoints(Door door, Ledger ledger, FieldTypes types) {
    this.door = door;
    this.ledger = ledger;
    this.input = new CustomerInput(door.policy(), types);
    this.answers = new CustomerAnswers(door);
  }

  /** A finished erasure and its receipt; the opening can be had nowhere else. */
  record ErasedView(
      String id,
      String goneAt,
      String unrecoverableAt,
      long journalPosition,
      String entry,
      String opening,
      @Nullable String receipt) {}

  /** An opened entry as a receipt to be verified offline. */
  record ReceiptView(String entry, String opening, @Nullable String receipt) {}

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> register(JsonBody body, Caller caller, Locale reader) {
    String activity = body.text("activity");
    Collected collected = input.collected(body);
    Map<String, String> values = input.values(body);
    body.finish();
    return switch (door.register(new Call(activity, caller), collected, values)) {
      case Outcome.Permitted<Written>(Written written) ->
          ResponseEntity.created(URI.create("/api/v1/customers/" + written.subject()))
              .eTag(etag(written.version()))
              .body(CustomerAnswers.written(written));
      case Outcome.Denied<Written> denied -> answers.denied(denied, activity, reader);
    };
  }

  @PostMapping(path = "/search", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> search(JsonBody body, Caller caller, Locale reader) {
    String activity = body.text("activity");
    Map<String, String> by = body.texts("by");
    if (by.size() > 1) {
      body.wrong(
          new FieldError(
              "by",
              "one-only",
              new Words("Chỉ tìm theo một mục mỗi lần.", "A search goes by one field.")));
    }
    String field = by.keySet().stream().findFirst().orElse("");
    String term = by.isEmpty() ? "" : input.term(body, field, by.getOrDefault(field, ""));
    body.finish();
    return switch (door.find(new Call(activity, caller), field, term)) {
      case Outcome.Permitted<Grant>(Grant grant) ->
          ResponseEntity.ok(
              new CustomerAnswers.FoundView(
                  grant.open().stream().map(CustomerAnswers.CustomerView::of).toList(),
                  grant.entries().stream().map(Hash::hex).toList()));
      case Outcome.Denied<Grant> denied -> answers.denied(denied, activity, reader);
    };
  }

  @GetMapping("/{id}")
  ResponseEntity<?> read(
      @PathVariable String id, @RequestParam String activity, Caller caller, Locale reader) {
    SubjectId subject = CustomerInput.subject(id);
    return switch (door.read(new Call(activity, caller), List.of(subject))) {
      case Outcome.Permitted<Grant>(Grant grant) -> {
        ShownSubject shown = grant.open().getFirst();
        yield ResponseEntity.ok()
            .eTag(etag(shown.version()))
            .body(CustomerAnswers.CustomerView.of(shown));
      }
      case Outcome.Denied<Grant> denied -> answers.denied(denied, activity, reader);
    };
  }

  @GetMapping("/{id}/history")
  ResponseEntity<?> history(
      @PathVariable String id, @RequestParam String activity, Caller caller, Locale reader) {
    SubjectId subject = CustomerInput.subject(id);
    return switch (door.history(new Call(activity, caller), subject)) {
      case Outcome.Permitted<Grant>(Grant grant) ->
          ResponseEntity.ok(CustomerAnswers.HistoryView.of(grant.open().getFirst()));
      case Outcome.Denied<Grant> denied -> answers.denied(denied, activity, reader);
    };
  }

  @PatchMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> correct(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      JsonBody body,
      Caller caller,
      Locale reader) {
    SubjectId subject = CustomerInput.subject(id);
    if (ifMatch == null) {
      return versionNeeded(reader);
    }
    String activity = body.text("activity");
    Collected collected = input.collected(body);
    Map<String, String> values = input.values(body);
    body.finish();
    return written(
        door.correct(new Call(activity, caller), subject, version(ifMatch), collected, values),
        activity,
        reader);
  }

  @PostMapping(path = "/{id}/restriction", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> restrict(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      JsonBody body,
      Caller caller,
      Locale reader) {
    SubjectId subject = CustomerInput.subject(id);
    if (ifMatch == null) {
      return versionNeeded(reader);
    }
    String activity = body.text("activity");
    boolean restricted = body.flag("restricted");
    body.finish();
    return written(
        door.restrict(new Call(activity, caller), subject, version(ifMatch), restricted),
        activity,
        reader);
  }

  @PostMapping(path = "/{id}/erasure", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> erase(@PathVariable String id, JsonBody body, Caller caller, Locale reader) {
    SubjectId subject = CustomerInput.subject(id);
    String activity = body.text("activity");
    body.finish();
    return switch (door.erase(new Call(activity, caller), subject)) {
      case Outcome.Permitted<Erased>(Erased erased) ->
          ResponseEntity.ok(
              new ErasedView(
                  erased.subject().toString(),
                  erased.goneAt().toString(),
                  erased.unrecoverableAt().toString(),
                  erased.journalPosition(),
                  erased.entry().hex(),
                  erased.opening().format(),
                  receipt(erased.entry(), erased.opening()).orElse(null)));
      case Outcome.Denied<Erased> denied -> answers.denied(denied, activity, reader);
    };
  }

  @GetMapping("/{id}/entries/{entry}/receipt")
  ResponseEntity<?> receipt(
      @PathVariable String id,
      @PathVariable String entry,
      @RequestParam String activity,
      Caller caller,
      Locale reader) {
    SubjectId subject = CustomerInput.subject(id);
    Hash leaf = leaf(entry);
    return switch (door.receipt(new Call(activity, caller), subject, leaf)) {
      case Outcome.Permitted<Opening>(Opening opening) ->
          ResponseEntity.ok(
              new ReceiptView(leaf.hex(), opening.format(), receipt(leaf, opening).orElse(null)));
      case Outcome.Denied<Opening> denied -> answers.denied(denied, activity, reader);
    };
  }

  private Optional<String> receipt(Hash leaf, Opening opening) {
    return ledger.proof(leaf, RECEIPT_PATIENCE).map(proof -> Receipt.of(proof, opening).format());
  }

  private ResponseEntity<?> written(Outcome<Written> outcome, String activity, Locale reader) {
    return switch (outcome) {
      case Outcome.Permitted<Written>(Written written) ->
          ResponseEntity.ok().eTag(etag(written.version())).body(CustomerAnswers.written(written));
      case Outcome.Denied<Written> denied -> answers.denied(denied, activity, reader);
    };
  }

  private static ResponseEntity<ProblemDetail> versionNeeded(Locale reader) {
    return Problem.VERSION_NEEDED.response(
        reader,
        Problem.VERSION_NEEDED.detail(
            reader,
            new Words(
                    "Xin gửi If-Match với ETag của lần đọc gần nhất.",
                    "Please send If-Match with the ETag of the latest reading.")
                .in(reader)));
  }

  private static String etag(long version) {
    return "\"" + version + "\"";
  }

  private static long version(String ifMatch) {
    if (!ifMatch.matches("\"[1-9][0-9]{0,17}\"")) {
      throw new InputException(
          new FieldError(
              HttpHeaders.IF_MATCH,
              "format",
              new Words(
                  "If-Match phải là ETag của lần đọc gần nhất.",
                  "If-Match must be the ETag of the latest reading.")));
    }
    return Long.parseLong(ifMatch.substring(1, ifMatch.length() - 1));
  }

  private static Hash leaf(String text) {
    try {
      return Hash.fromHex(text);
    } catch (RuntimeException e) {
      throw new InputException(
          new FieldError(
              "entry",
              "format",
              new Words(
                  "Mã của mục nhật ký gồm 64 chữ số hệ mười sáu.",
                  "An entry's leaf has 64 hexadecimal digits.")));
    }
  }
}
