package vn.onecall.policy.model;

import java.util.Map;

/**
 * The promises that a denial names if no activity or fact of the policy explains it.
 *
 * @param unlistedActivity for an activity that the policy does not list
 * @param callerNotEntitled for a caller who is not entitled to the activity
 * @param fieldNotGiven for a field that the activity does not give, or that does not exist
 * @param needs for what the features of the program need beside the facts of the subject, by the
 *     names under which they refuse without it
 */
public record DefaultDenials(
    PromiseId unlistedActivity,
    PromiseId callerNotEntitled,
    PromiseId fieldNotGiven,
    Map<String, PromiseId> needs) {

  public DefaultDenials {
    needs = FileOrder.copy(needs);
  }
}
