package vn.onecall.keeper.faults;

/**
 * A call that names an activity where no route takes it: a mistake of the caller, not a refusal.
 */
public final class WrongRouteException extends KeeperException {
  private static final long serialVersionUID = 1L;

  /** The activity and the route that does not take it. */
  public WrongRouteException(String activity, String route) {
    super("The activity " + activity + " is not taken by " + route + ".");
  }
}
