package vn.onecall.policy.model;

/**
 * The promises that a denial names if no activity, fact or refusal of the policy explains it.
 *
 * @param unlistedActivity for an activity that the policy does not list
 * @param callerNotEntitled for a caller who is not entitled to the activity
 * @param fieldNotGiven for a field that the activity does not give, or that does not exist
 */
public record DefaultDenials(
    PromiseId unlistedActivity, PromiseId callerNotEntitled, PromiseId fieldNotGiven) {}
