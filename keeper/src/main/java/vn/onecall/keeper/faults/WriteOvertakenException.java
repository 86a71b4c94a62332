package vn.onecall.keeper.faults;

/**
 * Another write of the same subject came first: nothing of this one was stored, and it can be made
 * again of what is there now.
 */
public final class WriteOvertakenException extends OverloadedException {
  private static final long serialVersionUID = 1L;

  public WriteOvertakenException() {
    super("Another write of the same subject came first; nothing was stored.");
  }
}
