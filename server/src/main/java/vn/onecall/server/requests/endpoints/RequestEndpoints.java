package vn.onecall.server.requests.endpoints;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
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
import vn.onecall.keeper.instances.Instances;
import vn.onecall.keeper.subjects.PolicyFieldTypes;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.keeper.writes.Written;
import vn.onecall.server.problems.JsonBody;
import vn.onecall.server.problems.Problem;
import vn.onecall.server.problems.SubjectInput;
import vn.onecall.server.requests.records.RequestStore;
import vn.onecall.server.requests.steps.RequestHandler;
import vn.onecall.server.requests.steps.StepInput;
import vn.onecall.server.requests.submission.RequestInput;
import vn.onecall.server.requests.submission.RequestSubmission;

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
  private final RequestSubmission submission;
  private final RequestHandler handler;
  private final DisputeFindings disputes;
  private final RequestStore store;
  private final RequestInput input;
  private final StepInput steps;
  private final Clock clock;

  RequestEndpoints(
      Door door,
      RequestSubmission submission,
      RequestHandler handler,
      DisputeFindings disputes,
      Instances instances,
      PolicyFieldTypes types,
      Clock clock) {
    this.door = door;
    this.submission = submission;
    this.handler = handler;
    this.disputes = disputes;
    this.store = new RequestStore(instances.feature("requests").client());
    this.input = new RequestInput(door.policy(), types);
    this.steps = new StepInput(door.policy(), types);
    this.clock = clock;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  Write<?> submit(@PathVariable String id, JsonBody body, Call call) {
    SubjectId subject = SubjectInput.read(id);
    return Write.of(
            () -> submission.submit(call, subject, input.asking(body)),
            done ->
                new RequestSubmission.Submitted(
                    store.find(subject, done.id()).orElseThrow().asReceived(), Written.again(done)))
        .map(submitted ->
            ResponseEntity.created(
                    URI.create(
                        "/api/v1/customers/%s/requests/%s"
                            .formatted(subject, submitted.request().id())))
                .body(RequestViews.submitted(submitted)));
  }

  @GetMapping
  Outcome<?> all(@PathVariable String id, Call call, Locale reader) {
    SubjectId subject = SubjectInput.read(id);
    return door.read(call, List.of(subject))
        .map(grant ->
            ResponseEntity.ok(
                RequestViews.all(
                    store,
                    store.of(subject),
                    grant.open().getFirst(),
                    clock.instant(),
                    Problem.language(reader))));
  }

  @PostMapping(path = "/{request}/steps", consumes = MediaType.APPLICATION_JSON_VALUE)
  Write<?> step(@PathVariable String id, @PathVariable String request, JsonBody body, Call call) {
    SubjectId subject = SubjectInput.read(id);
    UUID asked = RequestInput.request(request);
    StepInput.StepCommand taking = steps.taking(body);
    return Write.of(
            () -> handler.take(call, subject, asked, taking),
            done -> handler.taken(subject, asked, done.entry()))
        .map(done -> ResponseEntity.ok(RequestViews.done(done)));
  }

  @PostMapping(path = "/{request}/findings", consumes = MediaType.APPLICATION_JSON_VALUE)
  Write<?> dispute(
      @PathVariable String id,
      @PathVariable String request,
      JsonBody body,
      Call call,
      Locale reader) {
    SubjectId subject = SubjectInput.read(id);
    RequestInput.Disputed disputed = input.disputed(body);
    UUID asked = RequestInput.request(request);
    return Write.of(
            () -> disputes.dispute(call, subject, asked, disputed),
            done -> disputes.disputed(subject, asked, done.entry()))
        .map(finding -> ResponseEntity.ok(DisputeFindings.view(finding, Problem.language(reader))));
  }
}
