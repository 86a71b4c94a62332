package vn.onecall.server.transfers.delivery;

import vn.onecall.keeper.calls.Denial;
import vn.onecall.policy.deciding.Decision;
import vn.onecall.policy.deciding.DenialReason;
import vn.onecall.policy.deciding.Precondition;
import vn.onecall.policy.model.PromiseId;
import vn.onecall.policy.model.Transfer;
import vn.onecall.server.transfers.agreements.Agreement;

/** Which promise a refused transfer names, and why. */
final class TransferRefusals {
  /** That whoever receives must protect what it gets. */
  static final PromiseId PROTECTION = new PromiseId("6.3");

  private TransferRefusals() {}

  /** The refusal for want of a condition: the agreement's, or the customer's own. */
  static Decision.Deny lacking(Transfer rule, Precondition condition) {
    PromiseId promise =
        condition == Precondition.CUSTOMER_ALLOWS || condition == Precondition.CONSENT_TO_FEE
            ? rule.promise()
            : PROTECTION;
    return new Decision.Deny(promise, new DenialReason.PreconditionMissing(condition));
  }

  /**
   * How a denial of the door is told. For an affiliate, whoever has not allowed it, has said no, or
   * is no customer is told of alike: no permission is in force. So it is with a fee, where no yes
   * to this transfer is in force.
   */
  static Denial told(Denial denial, Transfer rule, Agreement agreement) {
    return switch (denial) {
      case Denial.NotShown notShown when agreement.terms().fee() ->
          new Denial.ByPolicy(lacking(rule, Precondition.CONSENT_TO_FEE), notShown.entry());
      case Denial.NotShown notShown when agreement.recipient().fact().isPresent() ->
          new Denial.ByPolicy(lacking(rule, Precondition.CUSTOMER_ALLOWS), notShown.entry());
      case Denial.NotShown notShown -> notShown;
      case Denial.ByPolicy byPolicy -> byPolicy;
    };
  }
}
