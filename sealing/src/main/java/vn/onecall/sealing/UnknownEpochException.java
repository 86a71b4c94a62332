package vn.onecall.sealing;

/**
 * A data key was wrapped in an epoch whose root this key provider does not hold: destroyed, or of
 * another provider.
 */
public final class UnknownEpochException extends SealingException {
  UnknownEpochException(int epoch) {
    super("The key provider holds no root for epoch " + epoch);
  }
}
