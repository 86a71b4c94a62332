package vn.onecall.server.requests.records;

import java.time.Instant;
import java.util.Locale;
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
 * one by the rule stored with it. If the law defines no deadline, the call is refused with the
 * reason.
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
    LegalClock clock = running("kind", LegalClock.start(law, submission));
    return new Request.Times(
        policy.version(),
        law.name() + " " + law.sha256(),
        clock.rule(),
        clock.acknowledgeBy().last(),
        clock.answerBy().last(),
        false);
  }

  /** The times of a request with its one extension. */
  public Request.Times extend(Request request, String reason, Instant now) {
    if (request.times().extended()) {
      throw refused("step", new ClockResult.AlreadyExtended(request.kind()));
    }
    Request.Times times = request.times();
    LegalClock longer = running("step", of(request).extend(reason, now));
    return new Request.Times(
        times.policyVersion(),
        times.law(),
        times.rule(),
        times.acknowledgeBy(),
        longer.answerBy().last(),
        true);
  }

  /** The clock of a request in the law's words, in Vietnamese. */
  public String words(Request request) {
    LegalClock clock = of(request);
    return (request.times().extended()
            ? running("step", clock.extend("-", request.received()))
            : clock)
        .words()
        .in(Locale.forLanguageTag("vi"));
  }

  private LegalClock of(Request request) {
    RequestLaw law =
        policy
            .law()
            .flatMap(Law::requests)
            .orElseThrow(() ->
                refused(
                    "step",
                    new ClockResult.NoLaw(request.kind(), request.asked().submission().day())));
    return running(
        "step", LegalClock.under(law, request.times().rule(), request.asked().submission()));
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
