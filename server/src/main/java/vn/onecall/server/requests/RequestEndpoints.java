package vn.onecall.server.requests;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.onecall.policy.Activity;
import vn.onecall.server.access.Call;
import vn.onecall.server.access.Caller;
import vn.onecall.server.access.Door;
import vn.onecall.server.access.Grant;
import vn.onecall.server.access.Outcome;
import vn.onecall.server.access.SubjectId;
import vn.onecall.server.access.TypedFields;
import vn.onecall.server.instances.Instances;
import vn.onecall.server.problems.Denials;
import vn.onecall.server.problems.JsonBody;
import vn.onecall.server.problems.Problem;
import vn.onecall.server.problems.SubjectInput;

/**
 * {@code /api/v1/customers/{id}/requests}: what a customer asks for by right, from the asking to
 * the answer, with every letter, reason and finding on the way.
 */
@RestController
@RequestMapping(
    path = "/api/v1/customers/{id}/requests",
    produces = MediaType.APPLICATION_JSON_VALUE)
final class RequestEndpoints {
  private final Door door;
  private final Submitting submitting;
  private final Handling handling;
  private final Disputing disputing;
  private final RequestStore store;
  private final RequestInput input;
  private final Clock clock;

  RequestEndpoints(
      Door door,
      Submitting submitting,
      Handling handling,
      Disputing disputing,
      Instances instances,
      TypedFields types,
      Clock clock) {
    this.door = door;
    this.submitting = submitting;
    this.handling = handling;
    this.disputing = disputing;
    this.store = new RequestStore(instances.main().client());
    this.input = new RequestInput(door.policy(), types);
    this.clock = clock;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> submit(@PathVariable String id, JsonBody body, Caller caller, Locale reader) {
    SubjectId subject = SubjectInput.read(id);
    String activity = body.text("activity");
    RequestInput.Asking asking = input.asking(body);
    return switch (submitting.submit(new Call(activity, caller), subject, asking)) {
      case Outcome.Permitted<Submitting.Submitted>(
              Submitting.Submitted(var request, var written)) ->
          ResponseEntity.created(
                  URI.create("/api/v1/customers/" + subject + "/requests/" + request.id()))
              .body(
                  new RequestViews.SubmittedView(
                      subject.toString(),
                      request.id().toString(),
                      request.kind().id(),
                      request.state().id(),
                      request.received().toString(),
                      request.times().acknowledgeBy().toString(),
                      request.times().answerBy().toString(),
                      request.times().rule().name(),
                      written.entry().hex()));
      case Outcome.Denied<Submitting.Submitted> denied -> denied(denied, activity, reader);
    };
  }

  @GetMapping
  ResponseEntity<?> all(
      @PathVariable String id, @RequestParam String activity, Caller caller, Locale reader) {
    SubjectId subject = SubjectInput.read(id);
    refuseOther(activity);
    return switch (door.read(new Call(activity, caller), List.of(subject))) {
      case Outcome.Permitted<Grant>(Grant grant) ->
          ResponseEntity.ok(
              RequestViews.all(
                  store,
                  store.of(subject),
                  grant.open().getFirst(),
                  clock.instant(),
                  Problem.language(reader)));
      case Outcome.Denied<Grant> denied -> denied(denied, activity, reader);
    };
  }

  /** An activity that reads something else opens nothing here. */
  private void refuseOther(String activity) {
    Optional.ofNullable(door.policy().permitted().get(activity))
        .map(Activity::fields)
        .filter(fields -> !fields.containsKey(Papers.LETTER))
        .ifPresent(other -> {
          throw RequestErrors.notOfRequests();
        });
  }

  @PostMapping(path = "/{request}/steps", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> step(
      @PathVariable String id,
      @PathVariable String request,
      JsonBody body,
      Caller caller,
      Locale reader) {
    SubjectId subject = SubjectInput.read(id);
    String activity = body.text("activity");
    RequestInput.Taking taking = input.taking(body);
    return switch (handling.take(
        new Call(activity, caller), subject, RequestInput.request(request), taking)) {
      case Outcome.Permitted<Handling.Done>(Handling.Done done) ->
          ResponseEntity.ok(
              new RequestViews.StepView(
                  done.request().id().toString(),
                  done.request().state().id(),
                  done.request().times().answerBy().toString(),
                  done.overdue(),
                  done.letter(),
                  done.entry().hex()));
      case Outcome.Denied<Handling.Done> denied -> denied(denied, activity, reader);
    };
  }

  @PostMapping(path = "/{request}/findings", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> dispute(
      @PathVariable String id,
      @PathVariable String request,
      JsonBody body,
      Caller caller,
      Locale reader) {
    SubjectId subject = SubjectInput.read(id);
    String activity = body.text("activity");
    RequestInput.Disputed disputed = input.disputed(body);
    return switch (disputing.dispute(
        new Call(activity, caller), subject, RequestInput.request(request), disputed)) {
      case Outcome.Permitted<RequestStore.Finding>(RequestStore.Finding finding) ->
          ResponseEntity.ok(Disputing.view(finding, Problem.language(reader)));
      case Outcome.Denied<RequestStore.Finding> denied -> denied(denied, activity, reader);
    };
  }

  private ResponseEntity<?> denied(Outcome.Denied<?> denied, String activity, Locale reader) {
    return new Denials(door).answer(denied, activity, reader);
  }
}
