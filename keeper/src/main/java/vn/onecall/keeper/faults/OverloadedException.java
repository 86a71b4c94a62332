package vn.onecall.keeper.faults;

/** More waits than can be served; nothing was read or written. */
public sealed class OverloadedException extends KeeperException permits WriteOvertakenException {
  public OverloadedException(String message) {
    super(message);
  }
}
