package vn.onecall.keeper.log;

/** The log cannot be carried on without going backwards or contradicting what was published. */
public final class LogIntegrityException extends RuntimeException {
  LogIntegrityException(String message) {
    super(message);
  }

  LogIntegrityException(String message, Throwable cause) {
    super(message, cause);
  }
}
