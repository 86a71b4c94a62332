package vn.onecall.keeper.faults;

/** The keystore and the keys instance do not agree about an epoch, or keys stand in its way. */
public final class EpochException extends KeeperException {
  public EpochException(String message) {
    super(message);
  }
}
