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
 * Takes requests down: with the times of the law of the day, what was written sealed with the
 * customer, and the data kept from other use where the request is about that; all in one commit
 * with the entry. The longer time of the law runs only where somebody outside has the customer's
 * data, which the outbox knows and nobody asserts.
 */
@Component
public final class RequestSubmission {
  public static final String FROZEN = "frozen";
  private static final String CHILD = "unguarded-child";
  private static final String CUSTOMER = "customer";
  private static final String COUNTER = "counter";

  /**
   * What a child does not ask for alone: a representative has to agree (Law 91/2025/QH15, article
   * 24). What only protects a child is heard from anybody.
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

  public Outcome<Submitted> submit(Call call, SubjectId subject, RequestInput.Asking asking) {
    Set<String> papers = asking.papers().fields();
    Optional<Refusal> lacking = lacking(call, subject, asking);
    if (lacking.isPresent()) {
      return refusals.lacking(call, papers, lacking.get());
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    List<String> held = holders.of(subject);
    Submission submission = new Submission(asking.kind(), now, !held.isEmpty());
    Request request =
        new Request(
            subject,
            asking.id(),
            new Request.Asked(submission, asking.requester(), RequestRecorder.of(call.caller())),
            clocks.start(submission),
            RequestState.RECEIVED);
    SubjectChange change =
        new SubjectChange(
            request.freezes()
                ? new FactChange(Map.of(fact(FROZEN), Optional.empty()), Set.of())
                : FactChange.NONE,
            needsGuardian(asking) ? Set.of(fact(CHILD)) : Set.of(),
            asking.papers(),
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
    if (!held.isEmpty()) {
      details.add("held-by " + String.join(",", held));
    }
    return details;
  }

  /**
   * Who asks for themselves from afar gives codes back, as many as the kind needs; whom the counter
   * has before it shows papers there. Who asks for another does so before a member of staff who
   * sees the papers, and who has signed in: nobody can decide on papers apart from who took them
   * down unless it is known who that was.
   */
  private Optional<Refusal> lacking(Call call, SubjectId subject, RequestInput.Asking asking) {
    return switch (asking.requester()) {
      case SELF ->
          isAtTheCounter(call, asking) || verification.ways(subject) >= waysNeeded(asking.kind())
              ? Optional.empty()
              : Optional.of(RequestRefusals.VERIFIED_REQUESTER);
      case GUARDIAN, HEIR ->
          !asking.papers().fields().contains(RequestAttachments.EVIDENCE) || !isBeforeStaff(call)
              ? Optional.of(RequestRefusals.PROOF_OF_STANDING)
              : call.caller().verifiedPerson().isEmpty()
                  ? Optional.of(RequestRefusals.SIGNED_RECORDER)
                  : Optional.empty();
    };
  }

  /**
   * Whether the policy gives the activity to the counter alone: what the client says of the channel
   * lets nobody in, it can only say that somebody was not there after all.
   */
  private boolean isAtTheCounter(Call call, RequestInput.Asking asking) {
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
   * By how many ways somebody from afar must have shown to be reached: two for what takes data away
   * or hands all of it out, one for what shows or changes it, none for what only protects.
   */
  static int waysNeeded(RequestKind kind) {
    return switch (kind) {
      case COPY, DELETE -> 2;
      case VIEW, CORRECT -> 1;
      case KNOW, RESTRICT, OBJECT, WITHDRAW, PROTECTIVE_MEASURES, COMPLAIN -> 0;
    };
  }

  private static boolean needsGuardian(RequestInput.Asking asking) {
    return asking.requester() == Requester.SELF && NOT_FOR_A_CHILD_ALONE.contains(asking.kind());
  }

  private int fact(String name) {
    return Objects.requireNonNull(door.policy().facts().get(name), name).number();
  }

  public static boolean admits(Door door, Call call, Set<String> fields) {
    return door.admits(call, ActivityKind.REQUEST, fields);
  }
}
