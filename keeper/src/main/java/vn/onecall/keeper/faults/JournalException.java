package vn.onecall.keeper.faults;

/**
 * The erasure journal is missing, older than the stores, or broken: serving would undo an erasure.
 */
public final class JournalException extends KeeperException {
  public JournalException(String message) {
    super(message);
  }
}
