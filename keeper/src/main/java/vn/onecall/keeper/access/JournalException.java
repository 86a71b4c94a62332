package vn.onecall.keeper.access;

/**
 * The erasure journal is missing, older than the stores, or broken: serving would undo an erasure.
 */
public final class JournalException extends AccessException {
  JournalException(String message) {
    super(message);
  }
}
