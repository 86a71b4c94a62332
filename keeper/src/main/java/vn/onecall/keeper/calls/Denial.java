package vn.onecall.keeper.calls;

import vn.onecall.policy.deciding.Decision;
import vn.onecall.policy.model.PromiseId;
import vn.onecall.translog.Hash;

/**
 * A refusal of the door. Every one names a promise and has its own entry in the log, whose leaf it
 * carries.
 */
public sealed interface Denial {

  /** The promise that decided. */
  PromiseId promise();

  /** The leaf of the refusal's entry. */
  Hash entry();

  /** A stable word for the reason. */
  String code();

  /**
   * The policy refuses before anything is known of a subject.
   *
   * @param deny the policy's answer
   * @param entry the refusal's entry
   */
  record ByPolicy(Decision.Deny deny, Hash entry) implements Denial {
    @Override
    public PromiseId promise() {
      return deny.promise();
    }

    @Override
    public String code() {
      return deny.reason().code();
    }
  }

  /**
   * Nobody is shown: there is no such subject, or a fact of the subject stands against the
   * activity. Which of the two is not said: it would tell who is a customer.
   *
   * @param promise the promise of the activity's condition, or of its purpose where it has none
   * @param entry the refusal's entry
   */
  record NotShown(PromiseId promise, Hash entry) implements Denial {
    @Override
    public String code() {
      return "not-shown";
    }
  }
}
