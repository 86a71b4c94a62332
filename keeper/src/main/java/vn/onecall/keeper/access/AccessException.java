package vn.onecall.keeper.access;

/** A fault of the door: not an answer of the policy, but something that must be mended. */
public abstract sealed class AccessException extends RuntimeException
    permits KeysMissingException,
        OverloadedException,
        ConflictException,
        JournalException,
        EpochException,
        EntryTamperedException,
        WrongActivityException,
        WrongRouteException {
  AccessException(String message) {
    super(message);
  }

  AccessException(String message, Throwable cause) {
    super(message, cause);
  }
}
