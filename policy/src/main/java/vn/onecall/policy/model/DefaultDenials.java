package vn.onecall.policy.model;

/**
 * The promises behind a refusal that no single activity explains.
 *
 * @param unlistedActivity for an activity that the policy does not list
 * @param callerNotEntitled for a caller to whom the activity is not entrusted
 * @param fieldNotGiven for a field that the activity does not give, or that does not exist
 */
public record DefaultDenials(
    PromiseId unlistedActivity, PromiseId callerNotEntitled, PromiseId fieldNotGiven) {}
