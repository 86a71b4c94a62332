package vn.onecall.keeper.access;

/** The subject was changed by another since the caller read it; nothing was written. */
public final class ConflictException extends AccessException {
  ConflictException(String message) {
    super(message);
  }
}
