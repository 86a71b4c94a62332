package vn.onecall.cli;

/** Why a command ends without what it was asked for, in words for whoever typed it. */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private Failure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** It was looked at, and is not what it should be: exit code 1. */
  public static Failure found(String message) {
    return new Failure(1, message);
  }

  /** The command cannot be meant like this: exit code 2. */
  public static Failure usage(String message) {
    return new Failure(2, message);
  }

  /** Nothing could be looked at: exit code 3. */
  public static Failure unreachable(String message) {
    return new Failure(3, message);
  }

  int exitCode() {
    return exitCode;
  }
}
