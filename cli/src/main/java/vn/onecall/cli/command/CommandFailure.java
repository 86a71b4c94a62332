package vn.onecall.cli.command;

/** The failure of a command, in words for the user, with an exit code. */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CommandFailure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** A check failed: exit code 1. */
  public static CommandFailure found(String message) {
    return new CommandFailure(1, message);
  }

  /** The command is used wrongly: exit code 2. */
  public static CommandFailure usage(String message) {
    return new CommandFailure(2, message);
  }

  /** The object of the check cannot be reached: exit code 3. */
  public static CommandFailure unreachable(String message) {
    return new CommandFailure(3, message);
  }

  public int exitCode() {
    return exitCode;
  }
}
