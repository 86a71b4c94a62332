package vn.onecall.keeper.access;

/** More waits than can be served; nothing was read or written. */
public final class OverloadedException extends AccessException {
  OverloadedException(String message) {
    super(message);
  }
}
