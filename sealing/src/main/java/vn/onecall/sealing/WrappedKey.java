package vn.onecall.sealing;

import java.util.Arrays;

/**
 * A data key as it may be stored: sealed by its category's key-encryption key of one epoch, and
 * readable to the key provider alone.
 *
 * @param epoch which root the key-encryption key comes from, from 1
 * @param bytes what the provider gave: 1 to 4096 bytes, opaque to all others
 */
public record WrappedKey(int epoch, @SuppressWarnings("ArrayRecordComponent") byte[] bytes) {
  private static final int MAX_BYTES = 4096;

  public WrappedKey {
    if (epoch < 1) {
      throw new IllegalArgumentException("The epoch of a wrapped key counts from 1");
    }
    if (bytes.length < 1 || bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException("A wrapped key has 1 to " + MAX_BYTES + " bytes");
    }
    bytes = bytes.clone();
  }

  /** A copy of the wrapped bytes. */
  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WrappedKey that
        && epoch == that.epoch
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * epoch + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "WrappedKey[epoch=" + epoch + ", " + bytes.length + " bytes]";
  }
}
