package vn.onecall.server.requests;

import static vn.onecall.server.fixture.People.granted;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.onecall.fields.catalogue.FieldTypes;
import vn.onecall.keeper.calls.Actor;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Caller;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.subjects.CollectionOrigin;
import vn.onecall.keeper.subjects.PolicyFieldTypes;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.policy.law.RequestKind;
import vn.onecall.server.consents.ConsentRecordType;
import vn.onecall.server.fixture.Folders;
import vn.onecall.server.fixture.House;
import vn.onecall.server.requests.records.Request;
import vn.onecall.server.requests.records.RequestClocks;
import vn.onecall.server.requests.records.RequestState;
import vn.onecall.server.requests.records.RequestStep;
import vn.onecall.server.requests.records.RequestStore;
import vn.onecall.server.requests.records.Requester;
import vn.onecall.server.requests.steps.RequestHandler;
import vn.onecall.server.requests.steps.RequestLetters;
import vn.onecall.server.requests.steps.StepInput;
import vn.onecall.server.requests.submission.RequestInput;
import vn.onecall.server.requests.submission.RequestSubmission;
import vn.onecall.server.transfers.outbox.DisclosedRecipients;
import vn.onecall.server.verification.MessageSenders;
import vn.onecall.server.verification.Verification;
import vn.onecall.translog.Hash;

/** What takes requests and answers them, built upon a house of the test's own, without the web. */
final class RightsDesk implements AutoCloseable {
  static final String COUNTER = "counter.record-request";
  static final String CARE = "care.record-request";
  static final String HANDLE = "requests.handle";

  private static final Map<String, String> PAPER =
      Map.of(
          "name",
          "giay-khai-sinh.pdf",
          "media-type",
          "application/pdf",
          "content",
          Base64.getEncoder().encodeToString("%PDF-1.7\nkhai".getBytes(StandardCharsets.UTF_8)));

  private final House house;
  private final RequestSubmission submitting;
  private final RequestHandler handling;
  private final RequestStore store;
  private final RequestAttachments papers;

  private RightsDesk(House house, Clock clock) {
    this.house = house;
    PolicyFieldTypes types =
        PolicyFieldTypes.of(
            house.door().policy(),
            RequestAttachmentType.beside(FieldTypes.standard(clock).with(new ConsentRecordType())));
    RequestClocks clocks = new RequestClocks(house.door().policy());
    Verification verification =
        new Verification(
            house.door(),
            MessageSenders.of(null, null),
            house.instances(),
            (domain, text) -> new byte[32],
            1_000,
            clock);
    this.submitting =
        new RequestSubmission(
            house.door(), clocks, verification, new DisclosedRecipients(house.instances()), clock);
    this.handling =
        new RequestHandler(
            house.door(),
            clocks,
            new RequestLetters(house.door().policy(), clocks),
            house.instances(),
            types,
            clock);
    this.store = new RequestStore(house.main());
    this.papers = new RequestAttachments(types);
  }

  static RightsDesk open(String name, Clock clock) {
    return new RightsDesk(House.build(name, Folders.POLICY, clock), clock);
  }

  House house() {
    return house;
  }

  RequestStore store() {
    return store;
  }

  /** Asks at the counter, without papers. */
  Request ask(SubjectId subject, RequestKind kind) {
    return granted(tryAsking(staff(COUNTER), subject, asking(kind, Requester.SELF))).request();
  }

  Outcome<RequestSubmission.Submitted> tryAsking(
      Call call, SubjectId subject, RequestInput.NewRequest asking) {
    return submitting.submit(call, subject, asking);
  }

  RequestInput.NewRequest asking(RequestKind kind, Requester who) {
    return asking(kind, who, "counter", false);
  }

  RequestInput.NewRequest asking(
      RequestKind kind, Requester who, String channel, boolean withPaper) {
    UUID id = UUID.randomUUID();
    return new RequestInput.NewRequest(
        id,
        kind,
        who,
        Set.of(),
        papers.with(
            id, Map.of(RequestAttachments.TEXT, ""), withPaper ? List.of(PAPER) : List.of()),
        new CollectionOrigin("customer", "rights-request", channel));
  }

  /** A step of the officer. */
  RequestHandler.StepResult step(Request request, RequestStep step, String text) {
    return granted(tryStep(staff(HANDLE), request, taking(step, text)));
  }

  Outcome<RequestHandler.StepResult> tryStep(
      Call call, Request request, StepInput.StepCommand taking) {
    return handling.take(call, request.subject(), request.id(), taking);
  }

  static StepInput.StepCommand taking(RequestStep step, String text) {
    return new StepInput.StepCommand(
        step,
        text,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        new CollectionOrigin("customer", "rights-request", "counter"));
  }

  /** The officer's answer by an entry. */
  static StepInput.StepCommand answering(Hash entry) {
    return new StepInput.StepCommand(
        RequestStep.ANSWER,
        "",
        Optional.of(entry),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        new CollectionOrigin("customer", "rights-request", "counter"));
  }

  /** The customer's own step that merges a request into another. */
  static StepInput.StepCommand merging(UUID into) {
    return new StepInput.StepCommand(
        RequestStep.MERGE,
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.of(into),
        Set.of(),
        new CollectionOrigin("customer", "rights-request", "web"));
  }

  RequestState state(Request request) {
    return store.find(request.subject(), request.id()).orElseThrow().state();
  }

  /** A call of somebody whom the client {@code desk} declares. */
  Call staff(String activity) {
    return declared(activity, "agent-7");
  }

  Call declared(String activity, String actor) {
    return house.call(
        activity,
        new Caller(
            "desk",
            house.door().policy().activities().keySet(),
            Optional.of(new Actor.Declared(actor))));
  }

  /** A call of somebody who has signed in with a key of their own. */
  Call person(String activity, String name) {
    return house.call(activity, Caller.person(name, house.door().policy().activities().keySet()));
  }

  @Override
  public void close() {
    house.close();
  }
}
