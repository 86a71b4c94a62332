package vn.onecall.server.requests.endpoints;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.onecall.keeper.decisions.ShownSubject;
import vn.onecall.server.requests.RequestAttachments;
import vn.onecall.server.requests.records.Request;
import vn.onecall.server.requests.records.RequestStore;
import vn.onecall.server.requests.steps.RequestHandler;
import vn.onecall.server.requests.submission.RequestSubmission;
import vn.onecall.translog.Hash;

/**
 * Response bodies about requests: without attachments in lists, with attachments for the customer
 * concerned.
 */
final class RequestViews {
  private RequestViews() {}

  /** A new request, with the times that it has. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SubmittedView(
      String id,
      String request,
      String kind,
      String state,
      String received,
      String acknowledgeBy,
      String answerBy,
      String clock,
      List<String> concerns,
      @Nullable Integer daysOffUnknownFrom,
      String entry) {}

  /** The result of a step. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record StepView(
      String request,
      String state,
      String answerBy,
      boolean overdue,
      @Nullable String letter,
      String entry) {}

  /** One request in plain. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PlainView(
      String id,
      String request,
      String kind,
      String state,
      String requester,
      String received,
      String acknowledgeBy,
      String answerBy,
      boolean extended,
      boolean overdue,
      @Nullable String due,
      List<String> concerns,
      @Nullable Integer daysOffUnknownFrom) {}

  /** A page of the list of all. */
  record ListView(List<PlainView> requests, @Nullable String next, String entry) {}

  /** A step that was taken earlier. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TakenView(
      String step,
      String at,
      boolean overdue,
      @Nullable String fulfilledBy,
      @Nullable String source,
      @Nullable String article,
      String entry) {}

  /** The finding about a disputed detail. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record FindingView(
      String field,
      int item,
      String found,
      String words,
      @Nullable String registration,
      String entry) {}

  /** A request with all that was done and written. */
  record WholeView(
      PlainView request,
      String law,
      int policyVersion,
      List<TakenView> steps,
      List<FindingView> findings,
      List<RequestAttachments.Attachment> papers) {}

  /** All requests of one customer. */
  record AllView(String id, List<WholeView> requests, String entry) {}

  static SubmittedView submitted(RequestSubmission.Submitted submitted) {
    Request request = submitted.request();
    return new SubmittedView(
        request.subject().toString(),
        request.id().toString(),
        request.kind().id(),
        request.state().id(),
        request.received().toString(),
        request.times().acknowledgeBy().toString(),
        request.times().answerBy().toString(),
        request.times().rule().name(),
        List.copyOf(request.concerns()),
        daysOffUnknownFrom(request),
        submitted.written().entry().hex());
  }

  static StepView done(RequestHandler.StepResult done) {
    return new StepView(
        done.request().id().toString(),
        done.request().state().id(),
        done.request().times().answerBy().toString(),
        done.overdue(),
        done.letter(),
        done.entry().hex());
  }

  static PlainView plain(Request request, Instant now) {
    return new PlainView(
        request.subject().toString(),
        request.id().toString(),
        request.kind().id(),
        request.state().id(),
        request.asked().requester().id(),
        request.received().toString(),
        request.times().acknowledgeBy().toString(),
        request.times().answerBy().toString(),
        request.times().extended(),
        request.isOverdue(now),
        request.due().map(Object::toString).orElse(null),
        List.copyOf(request.concerns()),
        daysOffUnknownFrom(request));
  }

  private static @Nullable Integer daysOffUnknownFrom(Request request) {
    return request.times().assumedFrom().isPresent()
        ? request.times().assumedFrom().getAsInt()
        : null;
  }

  static TakenView taken(RequestStore.RecordedStep taken) {
    return new TakenView(
        taken.step().id(),
        taken.at().toString(),
        taken.overdue(),
        taken.ground().fulfilledBy().map(Hash::hex).orElse(null),
        taken.ground().source().orElse(null),
        taken.ground().article().orElse(null),
        taken.leaf().hex());
  }

  static AllView all(
      RequestStore store, List<Request> requests, ShownSubject shown, Instant now, String reader) {
    Map<UUID, List<RequestAttachments.Attachment>> papers = RequestAttachments.byRequest(shown);
    return new AllView(
        shown.id().toString(),
        requests.stream()
            .map(request ->
                new WholeView(
                    plain(request, now),
                    request.times().law(),
                    request.times().policyVersion(),
                    store.steps(request).stream().map(RequestViews::taken).toList(),
                    store.findings(request).stream()
                        .map(finding -> DisputeFindings.view(finding, reader))
                        .toList(),
                    papers.getOrDefault(request.id(), List.of())))
            .toList(),
        shown.entry().hex());
  }
}
