package vn.onecall.keeper.faults;

/** More waits than can be served; nothing was read or written. */
public final class OverloadedException extends KeeperException {
  public OverloadedException(String message) {
    super(message);
  }
}
