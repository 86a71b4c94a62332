package vn.onecall.keeper.calls;

import vn.onecall.keeper.features.Route;

/**
 * A caller naming an activity. Nobody asserts a purpose: the activity fixes purpose, fields and
 * form.
 *
 * @param activity the activity's id in the policy
 * @param caller who names it
 * @param route the id of the declared {@link Route} by which the call comes
 */
public record Call(String activity, Caller caller, String route) {

  /** A call that the server makes by itself, for work that a feature declares as its own. */
  public static Call own(String activity, Caller caller, String work) {
    return new Call(activity, caller, Route.ownId(work));
  }

  /**
   * Another activity of the same caller within this call, for work declared as the server's own.
   */
  public Call within(String other, String work) {
    return own(other, caller, work);
  }
}
