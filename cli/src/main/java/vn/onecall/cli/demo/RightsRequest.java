package vn.onecall.cli.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.onecall.cli.Answer;
import vn.onecall.cli.Failure;
import vn.onecall.policy.Policy;
import vn.onecall.policy.law.LegalClock;
import vn.onecall.policy.law.RequestKind;
import vn.onecall.policy.law.Submission;

/** One request of a customer by right, as those who ask and answer send it. */
final class RightsRequest {
  /** The officer's letters, as they lie with a request. */
  private static final String LETTER = "request-letter";

  private static final String HANDLE = "requests.handle";

  private final String customer;
  private final RequestKind kind;
  private String id = "";

  RightsRequest(String customer, RequestKind kind) {
    this.customer = customer;
    this.kind = kind;
  }

  /** The id under which it was taken down. */
  String id() {
    return id;
  }

  /** The customer asks, from afar. */
  Answer askedOnTheSite(Api api) {
    return asked(api, "customer-site", "account.request", "web");
  }

  /** The customer asks at the counter, whose staff see the papers. */
  Answer askedAtTheCounter(Api api) {
    return asked(api, "counter", "counter.record-request", "counter");
  }

  private Answer asked(Api api, String client, String activity, String channel) {
    Answer asked =
        api.post(
            client,
            path(),
            Api.collected(activity, "rights-request", channel).put("kind", kind.id()));
    id = asked.text("request");
    return asked;
  }

  private String path() {
    return "/api/v1/customers/" + customer + "/requests";
  }

  /** The officer takes a step. */
  Answer step(Api api, ObjectNode step) {
    return api.post("rights-officer", path() + "/" + id + "/steps", step.put("activity", HANDLE));
  }

  /** Whether an answer is about this request. */
  boolean isIn(JsonNode plain) {
    return plain.path("request").stringValue("").equals(id)
        && plain.path("id").stringValue("").equals(customer)
        && plain.path("kind").stringValue("").equals(kind.id());
  }

  /** All requests of the customer, as the customer sees them. */
  Answer seen(Api api) {
    return api.get("customer-site", path() + "?activity=account.requests");
  }

  /** This request in that answer; a missing node if it is not there. */
  JsonNode in(Answer seen) {
    return seen.body()
        .path("requests")
        .valueStream()
        .filter(each -> isIn(each.path("request")))
        .findFirst()
        .orElse(seen.body().path("nothing"));
  }

  /** The letters that the customer sees of it, the first first. */
  List<String> letters(Answer seen) {
    return in(seen)
        .path("papers")
        .valueStream()
        .filter(paper -> paper.path("field").stringValue("").equals(LETTER))
        .map(paper -> paper.path("content").path("text").stringValue(""))
        .toList();
  }

  /** The days of the law for a request that came at a moment. */
  record Days(LocalDate acknowledgeBy, LocalDate answerBy) {}

  /** By when the policy's law wants what. */
  Days due(Policy policy, Instant received) {
    return policy
        .law()
        .map(law -> LegalClock.start(law, new Submission(kind, received, false)))
        .filter(LegalClock.class::isInstance)
        .map(LegalClock.class::cast)
        .map(clock -> new Days(clock.acknowledgeBy().last(), clock.answerBy().last()))
        .orElseThrow(() -> Failure.found("The policy's law has no time for: " + kind.id()));
  }
}
