package vn.onecall.keeper.faults;

import vn.onecall.policy.model.ActivityKind;

/** A call that names an activity of another kind: a mistake of the caller, not a refusal. */
public final class WrongActivityException extends KeeperException {
  private final ActivityKind is;

  public WrongActivityException(String activity, ActivityKind is, ActivityKind asked) {
    super("The activity " + activity + " is of the kind " + is + ", not " + asked + ".");
    this.is = is;
  }

  /** What the activity does. */
  public ActivityKind kind() {
    return is;
  }
}
