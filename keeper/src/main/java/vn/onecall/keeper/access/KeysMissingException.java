package vn.onecall.keeper.access;

/**
 * Main knows the subject, but its keys are missing: keys is older than main. Never reported as an
 * erasure.
 */
public final class KeysMissingException extends AccessException {
  KeysMissingException(String message) {
    super(message);
  }
}
