package vn.onecall.keeper.access;

/** A call that names an activity where no route takes it: a mistake of the caller, not a refusal. */
public final class WrongRouteException extends AccessException {
  private static final long serialVersionUID = 1L;

  WrongRouteException(String activity, String route) {
    super("The activity " + activity + " is not taken by " + route + ".");
  }
}
