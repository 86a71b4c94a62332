package vn.onecall.server.verification;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.onecall.fields.text.CodeText;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.door.Door;
import vn.onecall.keeper.idempotency.Write;
import vn.onecall.keeper.subjects.CollectionOrigin;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.keeper.writes.Written;
import vn.onecall.messages.Messages;
import vn.onecall.server.problems.CollectionOriginInput;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.JsonBody;
import vn.onecall.server.problems.Problem;
import vn.onecall.server.problems.SubjectInput;

/**
 * {@code /api/v1/customers/{id}/verifications}: has a one-time code sent, and takes it back. The
 * answer to a sending is the same whether anybody gets one or not, and so are the limits.
 */
@RestController
@RequestMapping(
    path = "/api/v1/customers/{id}/verifications",
    produces = MediaType.APPLICATION_JSON_VALUE)
final class VerificationEndpoints {
  private static final Messages MESSAGES = Messages.beside(VerificationEndpoints.class);
  private final Door door;
  private final Verification verification;

  VerificationEndpoints(Door door, Verification verification) {
    this.door = door;
    this.verification = verification;
  }

  /** The answer to every request to send a code. */
  record SentView(String contact, long minutes) {}

  /** A contact that was verified. */
  record VerifiedView(String id, String contact, int item, String entry) {}

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  Write<?> send(@PathVariable String id, JsonBody body, Call call, Locale reader) {
    SubjectId subject = SubjectInput.read(id);
    CodeStore.Place place = place(body, subject);
    if (!call.activity().isEmpty() && !call.activity().equals(place.contact().activity())) {
      body.wrong(
          new FieldError(
              "activity",
              "another-contact",
              MESSAGES.words("another-contact", place.contact().activity())));
    }
    if (!verification.has(place.contact())) {
      body.wrong(new FieldError("contact", "not-set-up", MESSAGES.words("not-set-up")));
    }
    body.finish();
    // A code is sent once and stands nowhere: a repeated call hears that one was sent.
    return Write.of(
        () -> answer(verification.send(call, place), subject, place, reader), done -> sent(place));
  }

  @PostMapping(path = "/confirmation", consumes = MediaType.APPLICATION_JSON_VALUE)
  Write<?> confirm(@PathVariable String id, JsonBody body, Call call, Locale reader) {
    SubjectId subject = SubjectInput.read(id);
    CodeStore.Place place = place(body, subject);
    // People read it back in groups, and paste it with what stood round it.
    String code = CodeText.compact(body.text("code"));
    if (!code.isEmpty() && !code.matches("[0-9]{6}")) {
      body.wrong(new FieldError("code", "format", MESSAGES.words("not-a-code")));
    }
    CollectionOrigin collected = CollectionOriginInput.read(body, door.policy().collection());
    body.finish();
    return Write.of(
        () -> answer(verification.confirm(call, place, code, collected), subject, place, reader),
        done -> confirmed(Written.again(done), subject, place));
  }

  private static Outcome<Object> answer(
      Verification.Answer answer, SubjectId subject, CodeStore.Place place, Locale reader) {
    return switch (answer) {
      case Verification.Answer.Sent _ -> new Outcome.Permitted<>(sent(place));
      case Verification.Answer.Confirmed(Written written) ->
          new Outcome.Permitted<>(confirmed(written, subject, place));
      case Verification.Answer.Denied(Outcome.Denied<?> denied) ->
          new Outcome.Denied<>(denied.denial());
      case Verification.Answer.Limited(CodeLimits.Met met) ->
          new Outcome.Permitted<>(limited(met, reader));
    };
  }

  private static Object sent(CodeStore.Place place) {
    return ResponseEntity.accepted()
        .body(new SentView(place.contact().id(), Verification.LIFE.toMinutes()));
  }

  private static Object confirmed(Written written, SubjectId subject, CodeStore.Place place) {
    return new VerifiedView(
        subject.toString(), place.contact().id(), place.item(), written.entry().hex());
  }

  /** Answers which limit was reached; nothing was sent or tried. */
  private static ResponseEntity<ProblemDetail> limited(CodeLimits.Met met, Locale reader) {
    ProblemDetail problem = Problem.TOO_MANY.detail(reader, met.words().in(reader));
    problem.setProperty("reason", met.of().code());
    ResponseEntity<ProblemDetail> response = Problem.TOO_MANY.response(reader, problem);
    return ResponseEntity.status(response.getStatusCode())
        .headers(response.getHeaders())
        .header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, met.left().toSeconds() + 1)))
        .body(response.getBody());
  }

  private static CodeStore.Place place(JsonBody body, SubjectId subject) {
    String name = body.text("contact");
    Optional<ContactKind> contact = ContactKind.of(name);
    if (contact.isEmpty() && !name.isEmpty()) {
      body.wrong(FieldError.notListed("contact", List.of("email", "phone")));
    }
    int item = body.optionalNumber("item").orElse(0);
    if (item < 0) {
      body.wrong(FieldError.notAnIndex("item"));
    }
    return new CodeStore.Place(subject, contact.orElse(ContactKind.EMAIL), item);
  }
}
