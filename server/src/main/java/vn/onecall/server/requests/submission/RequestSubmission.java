package vn.onecall.server.requests.submission;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.door.Door;
import vn.onecall.keeper.facts.FactChange;
import vn.onecall.keeper.features.Refusal;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.keeper.writes.SubjectChange;
import vn.onecall.keeper.writes.Written;
import vn.onecall.policy.law.RequestKind;
import vn.onecall.policy.law.Submission;
import vn.onecall.policy.model.Activity;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.server.requests.RequestAttachments;
import vn.onecall.server.requests.records.Request;
import vn.onecall.server.requests.records.RequestClocks;
import vn.onecall.server.requests.records.RequestRecorder;
import vn.onecall.server.requests.records.RequestRefusals;
import vn.onecall.server.requests.records.RequestState;
import vn.onecall.server.requests.records.RequestStore;
import vn.onecall.server.requests.records.Requester;
import vn.onecall.server.transfers.outbox.DisclosedRecipients;
import vn.onecall.server.verification.Verification;

/**
 * Records new requests. One commit contains the request with its legal deadlines, its sealed texts,
 * the restriction of processing where the request implies one, and the log entry. The law's longer
 * deadline applies only if an external recipient holds data of the customer; the outbox determines
 * this, no caller can claim it.
 */
@Component
public final class RequestSubmission {
  public static final String FROZEN = "frozen";
  private static final String CHILD = "unguarded-child";
  private static final String CUSTOMER = "customer";
  private static final String COUNTER = "counter";

  /**
   * The requests that a child cannot make alone: a representative must agree (Law 91/2025/QH15,
   * article 24). A request that only protects a child is accepted from anybody.
   */
  private static final Set<RequestKind> NOT_FOR_A_CHILD_ALONE =
      EnumSet.of(RequestKind.VIEW, RequestKind.COPY, RequestKind.CORRECT, RequestKind.DELETE);

  private final Door door;
  private final RequestClocks clocks;
  private final RequestRefusals refusals;
  private final Verification verification;
  private final DisclosedRecipients holders;
  private final Clock clock;

  public RequestSubmission(
      Door door,
      RequestClocks clocks,
      Verification verification,
      DisclosedRecipients holders,
      Clock clock) {
    this.door = door;
    this.clocks = clocks;
    this.refusals = new RequestRefusals(door);
    this.verification = verification;
    this.holders = holders;
    this.clock = clock;
  }

  /** A request that is there, and the entry by which it came. */
  public record Submitted(Request request, Written written) {}

  public Outcome<Submitted> submit(Call call, SubjectId subject, RequestInput.NewRequest asking) {
    Set<String> attachments = asking.attachments().fields();
    Optional<Refusal> lacking = lacking(call, subject, asking);
    if (lacking.isPresent()) {
      return refusals.lacking(call, attachments, lacking.get());
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    List<String> held = holders.of(subject);
    Submission submission = new Submission(asking.kind(), now, !held.isEmpty());
    Request request =
        new Request(
            subject,
            asking.id(),
            new Request.Asked(
                submission,
                asking.requester(),
                RequestRecorder.of(call.caller()),
                asking.concerns()),
            clocks.start(submission),
            RequestState.RECEIVED);
    SubjectChange change =
        new SubjectChange(
            request.freezes()
                ? new FactChange(Map.of(fact(FROZEN), Optional.empty()), Set.of())
                : FactChange.NONE,
            needsGuardian(asking) ? Set.of(fact(CHILD)) : Set.of(),
            asking.attachments(),
            asking.collected(),
            details(request, held),
            (entry, transaction) -> new RequestStore(transaction).insert(request));
    return switch (door.request(call, subject, change)) {
      case Outcome.Denied<Written>(var denial) -> new Outcome.Denied<>(denial);
      case Outcome.Permitted<Written>(Written written) ->
          new Outcome.Permitted<>(new Submitted(request, written));
    };
  }

  private static List<String> details(Request request, List<String> held) {
    List<String> details = new ArrayList<>();
    details.add("request %s %s received".formatted(request.id(), request.kind().id()));
    details.add("requester " + request.asked().requester().id());
    if (!request.concerns().isEmpty()) {
      details.add("concerns " + String.join(",", request.concerns()));
    }
    request.times().assumedFrom().ifPresent(year -> details.add("days off unknown from " + year));
    if (!held.isEmpty()) {
      details.add("held-by " + String.join(",", held));
    }
    return details;
  }

  /**
   * Returns the missing proof of identity or standing, if any. A customer who applies remotely must
   * verify as many contacts as the kind of request requires; at the counter, staff check identity
   * papers. A request for another person must be recorded by staff who see the papers and have
   * signed in personally, because the decision must be made by a different person than the
   * recording.
   */
  private Optional<Refusal> lacking(Call call, SubjectId subject, RequestInput.NewRequest asking) {
    return switch (asking.requester()) {
      case SELF ->
          isAtTheCounter(call, asking) || verification.ways(subject) >= waysNeeded(asking.kind())
              ? Optional.empty()
              : Optional.of(RequestRefusals.VERIFIED_REQUESTER);
      case GUARDIAN, HEIR ->
          !asking.attachments().fields().contains(RequestAttachments.EVIDENCE)
                  || !isBeforeStaff(call)
              ? Optional.of(RequestRefusals.PROOF_OF_STANDING)
              : call.caller().verifiedPerson().isEmpty()
                  ? Optional.of(RequestRefusals.SIGNED_RECORDER)
                  : Optional.empty();
    };
  }

  /**
   * Whether the policy permits the activity only to the counter and the client reports the counter
   * as its channel. The reported channel alone grants nothing; it can only withdraw the exemption.
   */
  private boolean isAtTheCounter(Call call, RequestInput.NewRequest asking) {
    return roles(call).equals(Set.of(COUNTER)) && asking.collected().channel().equals(COUNTER);
  }

  private boolean isBeforeStaff(Call call) {
    Set<String> roles = roles(call);
    return !roles.isEmpty() && !roles.contains(CUSTOMER);
  }

  private Set<String> roles(Call call) {
    return Optional.ofNullable(door.policy().permitted().get(call.activity()))
        .map(Activity::roles)
        .orElse(Set.of());
  }

  /**
   * Returns how many contacts a remote requester must have verified: two for requests that delete
   * data or hand out all of it, one for requests that show or change data, none for requests that
   * only protect.
   */
  static int waysNeeded(RequestKind kind) {
    return switch (kind) {
      case COPY, DELETE -> 2;
      case VIEW, CORRECT -> 1;
      case KNOW, RESTRICT, OBJECT, WITHDRAW, PROTECTIVE_MEASURES, COMPLAIN -> 0;
    };
  }

  private static boolean needsGuardian(RequestInput.NewRequest asking) {
    return asking.requester() == Requester.SELF && NOT_FOR_A_CHILD_ALONE.contains(asking.kind());
  }

  private int fact(String name) {
    return Objects.requireNonNull(door.policy().facts().get(name), name).number();
  }

  public static boolean admits(Door door, Call call, Set<String> fields) {
    return door.admits(call, ActivityKind.REQUEST, fields);
  }
}
