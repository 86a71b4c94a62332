package vn.onecall.keeper.access;

/**
 * What the door answered. Whichever it is, the log has its entry before the caller has the answer.
 *
 * @param <T> what a permitted call brings
 */
public sealed interface Outcome<T> {

  /** The door said yes. */
  record Permitted<T>(T value) implements Outcome<T> {}

  /** The door said no, and which promise says so. */
  record Denied<T>(Denial denial) implements Outcome<T> {}
}
