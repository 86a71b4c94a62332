package vn.onecall.keeper.faults;

/** The subject was changed by another since the caller read it; nothing was written. */
public final class ConflictException extends KeeperException {
  public ConflictException(String message) {
    super(message);
  }
}
