package vn.onecall.server.demands;

import java.util.Map;
import vn.onecall.keeper.calls.Denial;
import vn.onecall.messages.Messages;
import vn.onecall.policy.Policy;
import vn.onecall.policy.deciding.Decision;
import vn.onecall.policy.deciding.DenialReason;
import vn.onecall.policy.deciding.Precondition;

/** Refusals of demands in words that can be sent to the authority as they are. */
final class DemandRefusals {
  private static final Messages MESSAGES = Messages.beside(DemandRefusals.class);

  private DemandRefusals() {}

  /** The letter, in Vietnamese; it names nobody, and says nothing of who is a customer. */
  static String letter(Denial denial, Policy policy) {
    return MESSAGES
        .words(
            "refusal-letter",
            Map.of(
                "controller", policy.controller(),
                "why", why(denial),
                "promise", denial.promise(),
                "version", policy.version(),
                "entry", denial.entry().hex()))
        .vi();
  }

  private static String why(Denial denial) {
    return denial instanceof Denial.ByPolicy(Decision.Deny deny, var entry)
            && deny.reason() instanceof DenialReason.PreconditionMissing(Precondition condition)
        ? condition.words().vi()
        : MESSAGES.words("refusal-not-permitted").vi();
  }
}
