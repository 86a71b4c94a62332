package vn.onecall.policy.deciding;

import vn.onecall.policy.model.Activity;
import vn.onecall.policy.model.PromiseId;

/** The answer to one activity on one subject. */
public sealed interface Decision {

  /**
   * It may be done.
   *
   * @param activity what may be done, and no more
   */
  record Permit(Activity activity) implements Decision {}

  /**
   * It may not be done.
   *
   * @param promise the promise that forbids it
   * @param reason why it does
   */
  record Deny(PromiseId promise, DenialReason reason) implements Decision {}
}
