package vn.onecall.server.consents;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.door.Door;
import vn.onecall.keeper.idempotency.Write;
import vn.onecall.keeper.subjects.CollectionOrigin;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.keeper.writes.Written;
import vn.onecall.messages.Messages;
import vn.onecall.policy.model.Activity;
import vn.onecall.server.problems.CollectionOriginInput;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.JsonBody;
import vn.onecall.server.problems.SubjectInput;

/**
 * {@code /api/v1/customers/{id}/consents}: what a customer agrees to, refuses and withdraws. A
 * choice is effective for every decision after its answer.
 */
@RestController
@RequestMapping(
    path = "/api/v1/customers/{id}/consents",
    produces = MediaType.APPLICATION_JSON_VALUE)
final class ConsentEndpoints {
  private static final Messages MESSAGES = Messages.beside(ConsentEndpoints.class);
  private final Door door;
  private final Clock clock;
  private final ConsentChoiceInput input;
  private final ConsentViews views;

  ConsentEndpoints(Door door, Clock clock) {
    this.door = door;
    this.clock = clock;
    this.input = new ConsentChoiceInput(door.policy());
    this.views = new ConsentViews(door.policy());
  }

  /** A durable choice. */
  record ChosenView(String id, long version, String entry) {}

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  Write<?> choose(@PathVariable String id, JsonBody body, Call call) {
    SubjectId subject = SubjectInput.read(id);
    CollectionOrigin collected = CollectionOriginInput.read(body, door.policy().collection());
    ConsentChoice choice = input.read(body);
    refuseForeign(body, call.activity(), choice);
    body.finish();
    Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return Write.of(
            () ->
                door.consent(
                    call, subject, choice.change(door.policy(), collected, call.caller(), at)),
            Written::again)
        .map(written ->
            ResponseEntity.ok()
                .eTag("\"" + written.version() + "\"")
                .body(
                    new ChosenView(
                        written.subject().toString(), written.version(), written.entry().hex())));
  }

  /** An activity may change only the consents that the policy lists for it. */
  private void refuseForeign(JsonBody body, String name, ConsentChoice choice) {
    Activity activity = door.policy().activities().get(name);
    if (activity == null) {
      return;
    }
    Set<String> moved = activity.consents();
    if (!moved.isEmpty()
        && choice.consents().stream().anyMatch(each -> !moved.contains(each.name()))) {
      body.wrong(
          new FieldError(
              "consent",
              "not-of-this-activity",
              MESSAGES.words("not-of-this-activity", String.join(", ", moved))));
    }
  }

  @GetMapping
  Outcome<?> show(@PathVariable String id, Call call) {
    SubjectId subject = SubjectInput.read(id);
    return door.consents(call, subject)
        .map(grant -> ResponseEntity.ok(views.of(grant.open().getFirst(), clock.instant())));
  }
}
