package vn.onecall.server.customers;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.decisions.Grant;
import vn.onecall.keeper.decisions.ShownSubject;
import vn.onecall.keeper.door.Door;
import vn.onecall.keeper.idempotency.Write;
import vn.onecall.keeper.subjects.CollectionOrigin;
import vn.onecall.keeper.subjects.ExpectedVersion;
import vn.onecall.keeper.subjects.NewValues;
import vn.onecall.keeper.subjects.PolicyFieldTypes;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.keeper.writes.Registration;
import vn.onecall.keeper.writes.Written;
import vn.onecall.messages.Messages;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.JsonBody;
import vn.onecall.server.problems.SubjectInput;
import vn.onecall.translog.Hash;

/**
 * {@code /api/v1/customers}. Each call names an activity; no URL contains personal data. A response
 * carries the leaf hash of its log entry and, as its ETag, the version that a change must name.
 */
@RestController
@RequestMapping(path = "/api/v1/customers", produces = MediaType.APPLICATION_JSON_VALUE)
final class CustomerEndpoints {
  private static final Messages MESSAGES = Messages.beside(CustomerEndpoints.class);

  /** The most customers of one reading. */
  private static final int MOST_AT_ONCE = 100;

  private final Door door;
  private final CustomerInput input;
  private final CustomerWarnings warnings;

  CustomerEndpoints(Door door, PolicyFieldTypes types) {
    this.door = door;
    this.input = new CustomerInput(door.policy(), types);
    this.warnings = new CustomerWarnings(types);
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  Write<?> register(JsonBody body, Call call, Locale reader) {
    Registration registration = input.registration(body);
    body.finish();
    return Write.of(() -> door.register(call, registration), Written::again)
        .map(written ->
            ResponseEntity.created(URI.create("/api/v1/customers/" + written.subject()))
                .eTag(CustomerEtag.tag(written.version()))
                .body(CustomerViews.written(written, warnings.of(registration.values(), reader))));
  }

  @PostMapping(path = "/search", consumes = MediaType.APPLICATION_JSON_VALUE)
  Outcome<?> search(JsonBody body, Call call, Locale reader) {
    Map<String, String> by = body.texts("by");
    if (by.size() > 1) {
      body.wrong(new FieldError("by", "one-only", MESSAGES.words("one-field-only")));
    }
    String field = by.keySet().stream().findFirst().orElse("");
    String term = by.isEmpty() ? "" : input.term(body, field, by.getOrDefault(field, ""));
    body.finish();
    return door.find(call, field, term).map(grant -> ResponseEntity.ok(found(grant, reader)));
  }

  private static CustomerViews.FoundView found(Grant grant, Locale reader) {
    return new CustomerViews.FoundView(
        grant.open().stream().map(each -> CustomerViews.CustomerView.of(each, reader)).toList(),
        grant.entries().stream().map(Hash::hex).toList());
  }

  /** Reads several at once; whoever cannot be shown is left out. */
  @PostMapping(path = "/read", consumes = MediaType.APPLICATION_JSON_VALUE)
  Outcome<?> readSet(JsonBody body, Call call, Locale reader) {
    Set<String> ids = body.names("ids");
    if (ids.isEmpty() || ids.size() > MOST_AT_ONCE) {
      body.wrong(
          new FieldError("ids", "number", MESSAGES.words("number-of-customers", MOST_AT_ONCE)));
    }
    body.finish();
    List<SubjectId> subjects = ids.stream().map(SubjectInput::read).distinct().toList();
    return door.read(call, subjects).map(grant -> ResponseEntity.ok(found(grant, reader)));
  }

  /** Adds values beside those there are. */
  @PostMapping(path = "/{id}/records", consumes = MediaType.APPLICATION_JSON_VALUE)
  Write<?> record(@PathVariable String id, JsonBody body, Call call) {
    SubjectId subject = SubjectInput.read(id);
    CollectionOrigin collected = input.collected(body);
    NewValues values = input.values(body);
    body.finish();
    return CustomerEtag.written(() -> door.record(call, subject, collected, values));
  }

  @GetMapping("/{id}")
  Outcome<?> read(@PathVariable String id, Call call, Locale reader) {
    SubjectId subject = SubjectInput.read(id);
    return door.read(call, List.of(subject))
        .map(grant -> {
          ShownSubject shown = grant.open().getFirst();
          return ResponseEntity.ok()
              .eTag(CustomerEtag.tag(shown.version()))
              .body(CustomerViews.CustomerView.of(shown, reader));
        });
  }

  @GetMapping("/{id}/history")
  Outcome<?> history(@PathVariable String id, Call call, Locale reader) {
    SubjectId subject = SubjectInput.read(id);
    return door.history(call, subject)
        .map(grant ->
            ResponseEntity.ok(CustomerViews.HistoryView.of(grant.open().getFirst(), reader)));
  }

  @PatchMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
  Write<?> correct(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      JsonBody body,
      Call call,
      Locale reader) {
    SubjectId subject = SubjectInput.read(id);
    if (ifMatch == null) {
      return CustomerEtag.needed(reader);
    }
    CollectionOrigin collected = input.collected(body);
    NewValues values = input.values(body);
    body.finish();
    ExpectedVersion version = IfMatch.read(ifMatch);
    return CustomerEtag.written(
        () -> door.correct(call, subject, version, collected, values),
        () -> warnings.of(values, reader));
  }
}
