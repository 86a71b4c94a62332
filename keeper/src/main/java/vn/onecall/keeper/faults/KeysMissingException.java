package vn.onecall.keeper.faults;

/**
 * Main knows the subject, but its keys are missing: keys is older than main. Never reported as an
 * erasure.
 */
public final class KeysMissingException extends KeeperException {
  public KeysMissingException(String message) {
    super(message);
  }
}
