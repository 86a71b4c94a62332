package vn.onecall.keeper.access;

/** The keystore and the keys instance do not agree about an epoch, or keys stand in its way. */
public final class EpochException extends AccessException {
  EpochException(String message) {
    super(message);
  }
}
