package vn.onecall.server.problems;

import java.util.Locale;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import vn.onecall.keeper.calls.Denial;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.door.Door;
import vn.onecall.policy.deciding.Decision;
import vn.onecall.policy.deciding.DenialReason;

/**
 * Converts a denial of the door into a problem that names the promise, the reason and the log
 * entry.
 */
public final class DenialProblems {
  private final Door door;

  /** Denials of a door, in the words of its policy. */
  public DenialProblems(Door door) {
    this.door = door;
  }

  /** The problem that a denial is, as a response. */
  public ResponseEntity<ProblemDetail> answer(
      Outcome.Denied<?> denied, String activity, Locale reader) {
    return response(denied, detail(denied, activity, reader), reader);
  }

  /** The response that carries the problem of a denial. */
  public ResponseEntity<ProblemDetail> response(
      Outcome.Denied<?> denied, ProblemDetail problem, Locale reader) {
    return kind(denied.denial()).response(reader, problem);
  }

  private static Problem kind(Denial denial) {
    return switch (denial) {
      case Denial.ByPolicy(Decision.Deny deny, var entry) ->
          deny.reason() instanceof DenialReason.NotShown ? Problem.NOT_SHOWN : Problem.REFUSED;
      case Denial.NotShown notShown -> Problem.NOT_SHOWN;
    };
  }

  /** The problem that a denial is, to be added to. */
  public ProblemDetail detail(Outcome.Denied<?> denied, String activity, Locale reader) {
    Denial denial = denied.denial();
    ProblemDetail problem = kind(denial).detail(reader, door.explain(denial, reader));
    problem.setProperty("promise", denial.promise().toString());
    problem.setProperty("reason", denial.code());
    problem.setProperty("entry", denial.entry().hex());
    if (denial instanceof Denial.ByPolicy(Decision.Deny deny, var entry)
        && deny.reason() instanceof DenialReason.FieldNotGiven(String field)) {
      problem.setProperty("field", field);
    }
    if (door.policy().permitted().containsKey(activity)) {
      problem.setProperty("activity", activity);
    }
    return problem;
  }
}
