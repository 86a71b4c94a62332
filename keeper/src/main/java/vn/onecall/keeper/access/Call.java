package vn.onecall.keeper.access;

/**
 * A caller naming an activity. Nobody asserts a purpose: the activity fixes purpose, fields and
 * form.
 *
 * @param activity the activity's id in the policy
 * @param caller who names it
 */
public record Call(String activity, Caller caller) {}
