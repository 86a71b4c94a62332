package vn.onecall.server.requests.records;

import java.time.Instant;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import vn.onecall.policy.Policy;
import vn.onecall.policy.law.ClockResult;
import vn.onecall.policy.law.Law;
import vn.onecall.policy.law.LegalClock;
import vn.onecall.policy.law.RequestLaw;
import vn.onecall.policy.law.Submission;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.InputException;

/**
 * Calculates the legal deadlines of requests: of a new request by the law in force, of an existing
 * one by the rule stored with it. A year whose days off are not known is no reason to turn a
 * request away: each day from then on is counted as a working day, and the request is marked. If
 * the law defines no deadline, the call is refused with the reason.
 */
@Component
public final class RequestClocks {
  private final Policy policy;

  public RequestClocks(Policy policy) {
    this.policy = policy;
  }

  /** The times of a request that comes now. */
  public Request.Times start(Submission submission) {
    Law law =
        policy
            .law()
            .orElseThrow(
                () -> refused("kind", new ClockResult.NoLaw(submission.kind(), submission.day())));
    LegalClock clock =
        running(
            "kind", counted(from -> LegalClock.start(law, submission, from), OptionalInt.empty()));
    return new Request.Times(
        policy.version(),
        law.name() + " " + law.sha256(),
        clock.rule(),
        clock.acknowledgeBy().last(),
        clock.answerBy().last(),
        false,
        clock.assumedFrom());
  }

  /** The times of a request with its one extension. */
  public Request.Times extend(Request request, String reason, Instant now) {
    if (request.times().extended()) {
      throw refused("step", new ClockResult.AlreadyExtended(request.kind()));
    }
    Request.Times times = request.times();
    LegalClock longer =
        running(
            "step",
            counted(from -> of(request, from).extend(reason, now), request.times().assumedFrom()));
    return new Request.Times(
        times.policyVersion(),
        times.law(),
        times.rule(),
        times.acknowledgeBy(),
        longer.answerBy().last(),
        true,
        longer.assumedFrom());
  }

  /** The clock of a request in the law's words, in Vietnamese. */
  public String words(Request request) {
    LegalClock clock = of(request, request.times().assumedFrom());
    return (request.times().extended()
            ? running("step", clock.extend("-", request.received()))
            : clock)
        .words()
        .in(Locale.forLanguageTag("vi"));
  }

  /** Counts; from the first year on whose days off are not known, every day is a working day. */
  private static ClockResult counted(
      Function<OptionalInt, ClockResult> count, OptionalInt assumedFrom) {
    return count.apply(assumedFrom) instanceof ClockResult.NoCalendar(int year)
        ? count.apply(OptionalInt.of(year))
        : count.apply(assumedFrom);
  }

  private LegalClock of(Request request, OptionalInt assumedFrom) {
    RequestLaw law =
        policy
            .law()
            .flatMap(Law::requests)
            .orElseThrow(() ->
                refused(
                    "step",
                    new ClockResult.NoLaw(request.kind(), request.asked().submission().day())));
    return running(
        "step",
        LegalClock.under(law, request.times().rule(), request.asked().submission(), assumedFrom));
  }

  private static LegalClock running(String field, ClockResult measured) {
    return switch (measured) {
      case LegalClock clock -> clock;
      case ClockResult.Refused refused -> throw refused(field, refused);
    };
  }

  private static InputException refused(String field, ClockResult.Refused why) {
    String code =
        switch (why) {
          case ClockResult.NoLaw _ -> "no-law";
          case ClockResult.NoCalendar _ -> "no-calendar";
          case ClockResult.NotExtensible _ -> "not-extensible";
          case ClockResult.AlreadyExtended _ -> "already-extended";
          case ClockResult.NoReason _ -> "no-reason";
          case ClockResult.TooLate _ -> "too-late";
        };
    return new InputException(new FieldError(field, code, why.words()));
  }
}
