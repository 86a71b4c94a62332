package vn.onecall.keeper.faults;

/** A fault of the door: not an answer of the policy, but something that must be mended. */
public abstract sealed class KeeperException extends RuntimeException
    permits KeysMissingException,
        OverloadedException,
        ConflictException,
        ErasureWaitsException,
        JournalException,
        EpochException,
        EntryTamperedException,
        WrongActivityException,
        WrongRouteException {
  KeeperException(String message) {
    super(message);
  }

  KeeperException(String message, Throwable cause) {
    super(message, cause);
  }
}
