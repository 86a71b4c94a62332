package vn.onecall.policy.deciding;

import vn.onecall.policy.model.Activity;
import vn.onecall.policy.model.PromiseId;

/** Whether one activity may be carried out on one subject. */
public sealed interface Decision {

  /**
   * The activity may be carried out.
   *
   * @param activity the activity, which limits what may be done
   */
  record Permit(Activity activity) implements Decision {}

  /**
   * The activity may not be carried out.
   *
   * @param promise the promise that forbids it
   * @param reason why it does
   */
  record Deny(PromiseId promise, DenialReason reason) implements Decision {}
}
