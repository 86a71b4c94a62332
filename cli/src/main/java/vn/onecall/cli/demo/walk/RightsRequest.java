package vn.onecall.cli.demo.walk;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.onecall.cli.command.CommandFailure;
import vn.onecall.cli.demo.api.DemoApi;
import vn.onecall.cli.rest.RestResponse;
import vn.onecall.policy.Policy;
import vn.onecall.policy.law.LegalClock;
import vn.onecall.policy.law.RequestKind;
import vn.onecall.policy.law.Submission;

/** One data-subject request, with the calls of those who make and answer it. */
final class RightsRequest {
  /** The officer's letters, as they are attached to a request. */
  private static final String LETTER = "request-letter";

  private static final String HANDLE = "requests.handle";

  private final String customer;
  private final RequestKind kind;
  private String id = "";

  RightsRequest(String customer, RequestKind kind) {
    this.customer = customer;
    this.kind = kind;
  }

  /** The id under which it is recorded. */
  String id() {
    return id;
  }

  /** Makes the request remotely. */
  RestResponse askedOnTheSite(DemoApi api) {
    return asked(api, "customer-site", "account.request", "web");
  }

  /** Makes the request at the counter, whose staff check the documents. */
  RestResponse askedAtTheCounter(DemoApi api) {
    return asked(api, "counter", "counter.record-request", "counter");
  }

  private RestResponse asked(DemoApi api, String client, String activity, String channel) {
    RestResponse asked =
        api.post(
            client,
            path(),
            DemoApi.collected(activity, "rights-request", channel).put("kind", kind.id()));
    id = asked.text("request");
    return asked;
  }

  private String path() {
    return "/api/v1/customers/" + customer + "/requests";
  }

  /** Takes a step as the officer. */
  RestResponse step(DemoApi api, ObjectNode step) {
    return api.post("rights-officer", path() + "/" + id + "/steps", step.put("activity", HANDLE));
  }

  /** Whether an answer is about this request. */
  boolean isIn(JsonNode plain) {
    return plain.path("request").stringValue("").equals(id)
        && plain.path("id").stringValue("").equals(customer)
        && plain.path("kind").stringValue("").equals(kind.id());
  }

  /** All requests of the customer, in the view of the customer. */
  RestResponse seen(DemoApi api) {
    return api.get("customer-site", path() + "?activity=account.requests");
  }

  /** This request in an answer; a missing node if it is absent. */
  JsonNode in(RestResponse seen) {
    return seen.body()
        .path("requests")
        .valueStream()
        .filter(each -> isIn(each.path("request")))
        .findFirst()
        .orElse(seen.body().path("nothing"));
  }

  /** The letters that the customer sees, oldest first. */
  List<String> letters(RestResponse seen) {
    return in(seen)
        .path("papers")
        .valueStream()
        .filter(paper -> paper.path("field").stringValue("").equals(LETTER))
        .map(paper -> paper.path("content").path("text").stringValue(""))
        .toList();
  }

  /** The legal deadlines of a request received at a moment. */
  record Days(LocalDate acknowledgeBy, LocalDate answerBy) {}

  /** The legal deadlines. */
  Days due(Policy policy, Instant received) {
    return policy
        .law()
        .map(law -> LegalClock.start(law, new Submission(kind, received, false)))
        .filter(LegalClock.class::isInstance)
        .map(LegalClock.class::cast)
        .map(clock -> new Days(clock.acknowledgeBy().last(), clock.answerBy().last()))
        .orElseThrow(() -> CommandFailure.found("The policy's law has no time for: " + kind.id()));
  }
}
