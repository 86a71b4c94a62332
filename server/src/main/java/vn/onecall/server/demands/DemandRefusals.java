package vn.onecall.server.demands;

import java.util.Map;
import vn.onecall.keeper.calls.Denial;
import vn.onecall.keeper.features.Refusal;
import vn.onecall.messages.Messages;
import vn.onecall.policy.Policy;
import vn.onecall.policy.deciding.Decision;
import vn.onecall.policy.deciding.DenialReason;

/** Refusals of demands, worded so that they can be sent to the authority unchanged. */
final class DemandRefusals {
  private static final Messages MESSAGES = Messages.beside(DemandRefusals.class);

  static final Refusal LEGAL_BASIS =
      Refusal.of("legal-basis", MESSAGES.words("refusal-legal-basis"));
  static final Refusal WITHIN_SCOPE =
      Refusal.of("within-scope", MESSAGES.words("refusal-within-scope"));
  static final Refusal THE_ORDER_AS_RECORDED =
      Refusal.of("the-order-as-recorded", MESSAGES.words("refusal-the-order-as-recorded"));
  static final Refusal TWO_APPROVALS =
      Refusal.of("two-approvals", MESSAGES.words("refusal-two-approvals"));
  static final Refusal BEFORE_DEADLINE =
      Refusal.of("before-deadline", MESSAGES.words("refusal-before-deadline"));

  private DemandRefusals() {}

  /** Builds the letter in Vietnamese. It names no person and does not reveal who is a customer. */
  static String letter(Denial denial, Policy policy) {
    return MESSAGES
        .words(
            "letter-of-refusal",
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
            && deny.reason() instanceof DenialReason.Needs(var what, var words)
        ? words.vi()
        : MESSAGES.words("not-permitted").vi();
  }
}
