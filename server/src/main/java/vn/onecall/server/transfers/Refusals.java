package vn.onecall.server.transfers;

import vn.onecall.keeper.access.Denial;
import vn.onecall.policy.Condition;
import vn.onecall.policy.Decision;
import vn.onecall.policy.PromiseId;
import vn.onecall.policy.Reason;
import vn.onecall.policy.Transfer;

/** Which promise a refused transfer names, and why. */
final class Refusals {
  /** That whoever receives must protect what it gets. */
  static final PromiseId PROTECTION = new PromiseId("6.3");

  private Refusals() {}

  /** The refusal for want of a condition: the agreement's, or the customer's own. */
  static Decision.Deny lacking(Transfer rule, Condition condition) {
    PromiseId promise =
        condition == Condition.CUSTOMER_ALLOWS || condition == Condition.CONSENT_TO_FEE
            ? rule.promise()
            : PROTECTION;
    return new Decision.Deny(promise, new Reason.ConditionMissing(condition));
  }

  /**
   * How a denial of the door is told. For an affiliate, whoever has not allowed it, has said no, or
   * is no customer is told of alike: no permission is in force. So it is with a fee, where no yes
   * to this transfer is in force.
   */
  static Denial told(Denial denial, Transfer rule, Agreement agreement) {
    return switch (denial) {
      case Denial.NotShown notShown when agreement.terms().fee() ->
          new Denial.ByPolicy(lacking(rule, Condition.CONSENT_TO_FEE), notShown.entry());
      case Denial.NotShown notShown when agreement.recipient().fact().isPresent() ->
          new Denial.ByPolicy(lacking(rule, Condition.CUSTOMER_ALLOWS), notShown.entry());
      case Denial.NotShown notShown -> notShown;
      case Denial.ByPolicy byPolicy -> byPolicy;
    };
  }
}
