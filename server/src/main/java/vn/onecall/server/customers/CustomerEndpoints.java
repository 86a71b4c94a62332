package vn.onecall.server.customers;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import vn.onecall.policy.Words;
import vn.onecall.server.access.Call;
import vn.onecall.server.access.Caller;
import vn.onecall.server.access.Collected;
import vn.onecall.server.access.Door;
import vn.onecall.server.access.Erased;
import vn.onecall.server.access.Grant;
import vn.onecall.server.access.NewValues;
import vn.onecall.server.access.Outcome;
import vn.onecall.server.access.Registration;
import vn.onecall.server.access.ShownSubject;
import vn.onecall.server.access.SubjectId;
import vn.onecall.server.access.TypedFields;
import vn.onecall.server.access.Written;
import vn.onecall.server.ledger.Ledger;
import vn.onecall.server.problems.Denials;
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

  /** The most customers of one reading. */
  private static final int MOST_AT_ONCE = 100;

  private final Door door;
  private final Ledger ledger;
  private final Clock clock;
  private final CustomerInput input;
  private final CustomerWarnings warnings;
  private final Denials denials;

  CustomerEndpoints(Door door, Ledger ledger, TypedFields types, Clock clock) {
    this.door = door;
    this.ledger = ledger;
    this.clock = clock;
    this.input = new CustomerInput(door.policy(), types);
    this.warnings = new CustomerWarnings(types);
    this.denials = new Denials(door);
  }

  /** A finished erasure and its receipt; the opening can be had nowhere else. */
  record ErasedView(
      String id,
      List<String> erased,
      List<KeptView> kept,
      String goneAt,
      String unrecoverableAt,
      long journalPosition,
      String entry,
      String opening,
      @Nullable String receipt) {}

  /** A category that the law orders kept, sealed, until then at the latest. */
  record KeptView(String category, String until, String law) {}

  /** An opened entry as a receipt to be verified offline. */
  record ReceiptView(String entry, String opening, @Nullable String receipt) {}

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> register(JsonBody body, Caller caller, Locale reader) {
    String activity = body.text("activity");
    Registration registration = input.registration(body);
    body.finish();
    return switch (door.register(new Call(activity, caller), registration)) {
      case Outcome.Permitted<Written>(Written written) ->
          ResponseEntity.created(URI.create("/api/v1/customers/" + written.subject()))
              .eTag(etag(written.version()))
              .body(CustomerAnswers.written(written, warnings.of(registration.values(), reader)));
      case Outcome.Denied<Written> denied -> denials.answer(denied, activity, reader);
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
      case Outcome.Permitted<Grant>(Grant grant) -> ResponseEntity.ok(found(grant));
      case Outcome.Denied<Grant> denied -> denials.answer(denied, activity, reader);
    };
  }

  private static CustomerAnswers.FoundView found(Grant grant) {
    return new CustomerAnswers.FoundView(
        grant.open().stream().map(CustomerAnswers.CustomerView::of).toList(),
        grant.entries().stream().map(Hash::hex).toList());
  }

  /** Reads several at once; whoever cannot be shown is left out. */
  @PostMapping(path = "/read", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> readSet(JsonBody body, Caller caller, Locale reader) {
    String activity = body.text("activity");
    Set<String> ids = body.names("ids");
    if (ids.isEmpty() || ids.size() > MOST_AT_ONCE) {
      body.wrong(
          new FieldError(
              "ids",
              "number",
              new Words(
                  "Xin nêu từ 1 đến " + MOST_AT_ONCE + " mã khách hàng.",
                  "Please name from 1 to " + MOST_AT_ONCE + " customers.")));
    }
    body.finish();
    List<SubjectId> subjects = ids.stream().map(CustomerInput::subject).toList();
    return switch (door.read(new Call(activity, caller), subjects)) {
      case Outcome.Permitted<Grant>(Grant grant) -> ResponseEntity.ok(found(grant));
      case Outcome.Denied<Grant> denied -> denials.answer(denied, activity, reader);
    };
  }

  @GetMapping("/{id}/export")
  ResponseEntity<?> export(
      @PathVariable String id, @RequestParam String activity, Caller caller, Locale reader) {
    SubjectId subject = CustomerInput.subject(id);
    return switch (door.export(new Call(activity, caller), subject)) {
      case Outcome.Permitted<Grant>(Grant grant) -> {
        ShownSubject shown = grant.open().getFirst();
        yield ResponseEntity.ok(
            new CustomerAnswers.ExportView(
                shown.id().toString(),
                clock.instant().toString(),
                door.policy().version(),
                CustomerAnswers.fields(shown),
                shown.entry().hex()));
      }
      case Outcome.Denied<Grant> denied -> denials.answer(denied, activity, reader);
    };
  }

  /** Adds values beside those there are. */
  @PostMapping(path = "/{id}/records", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> record(@PathVariable String id, JsonBody body, Caller caller, Locale reader) {
    SubjectId subject = CustomerInput.subject(id);
    String activity = body.text("activity");
    Collected collected = input.collected(body);
    NewValues values = input.values(body);
    body.finish();
    return written(
        door.record(new Call(activity, caller), subject, collected, values), activity, reader);
  }

  @PostMapping(path = "/{id}/guardian", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> guardian(
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
    boolean agrees = body.flag("agrees");
    body.finish();
    return written(
        door.guardian(new Call(activity, caller), subject, version(ifMatch), agrees),
        activity,
        reader);
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
      case Outcome.Denied<Grant> denied -> denials.answer(denied, activity, reader);
    };
  }

  @GetMapping("/{id}/history")
  ResponseEntity<?> history(
      @PathVariable String id, @RequestParam String activity, Caller caller, Locale reader) {
    SubjectId subject = CustomerInput.subject(id);
    return switch (door.history(new Call(activity, caller), subject)) {
      case Outcome.Permitted<Grant>(Grant grant) ->
          ResponseEntity.ok(CustomerAnswers.HistoryView.of(grant.open().getFirst()));
      case Outcome.Denied<Grant> denied -> denials.answer(denied, activity, reader);
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
    NewValues values = input.values(body);
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
    return setFacts(id, ifMatch, body, "restricted", caller, reader);
  }

  @PostMapping(path = "/{id}/closure", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> close(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      JsonBody body,
      Caller caller,
      Locale reader) {
    return setFacts(id, ifMatch, body, "closed", caller, reader);
  }

  @PostMapping(path = "/{id}/marketing-refusal", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> refuseMarketing(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      JsonBody body,
      Caller caller,
      Locale reader) {
    return setFacts(id, ifMatch, body, "refused", caller, reader);
  }

  private ResponseEntity<?> setFacts(
      String id,
      @Nullable String ifMatch,
      JsonBody body,
      String flag,
      Caller caller,
      Locale reader) {
    SubjectId subject = CustomerInput.subject(id);
    if (ifMatch == null) {
      return versionNeeded(reader);
    }
    String activity = body.text("activity");
    boolean hold = body.flag(flag);
    body.finish();
    return written(
        door.restrict(new Call(activity, caller), subject, version(ifMatch), hold),
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
                  erased.categories(),
                  erased.kept().stream()
                      .map(kept ->
                          new KeptView(kept.category(), kept.until().toString(), kept.law()))
                      .toList(),
                  erased.goneAt().toString(),
                  erased.unrecoverableAt().toString(),
                  erased.journalPosition(),
                  erased.entry().hex(),
                  erased.opening().format(),
                  receipt(erased.entry(), erased.opening()).orElse(null)));
      case Outcome.Denied<Erased> denied -> denials.answer(denied, activity, reader);
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
      case Outcome.Denied<Opening> denied -> denials.answer(denied, activity, reader);
    };
  }

  private Optional<String> receipt(Hash leaf, Opening opening) {
    return ledger.proof(leaf, RECEIPT_PATIENCE).map(proof -> Receipt.of(proof, opening).format());
  }

  private ResponseEntity<?> written(Outcome<Written> outcome, String activity, Locale reader) {
    return switch (outcome) {
      case Outcome.Permitted<Written>(Written written) ->
          ResponseEntity.ok().eTag(etag(written.version())).body(CustomerAnswers.written(written));
      case Outcome.Denied<Written> denied -> denials.answer(denied, activity, reader);
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
