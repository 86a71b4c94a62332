package vn.onecall.sealing;

import vn.onecall.sealing.address.FieldAddress;
import vn.onecall.sealing.address.KeyAddress;

/**
 * A sealed value or wrapped key does not open at its address: it was changed, moved from another
 * address, or sealed under another key. Authenticated encryption cannot tell which.
 */
public final class SealBrokenException extends SealingException {
  private SealBrokenException(String message, Throwable cause) {
    super(message, cause);
  }

  static SealBrokenException of(FieldAddress at, Throwable cause) {
    return new SealBrokenException(
        "The sealed value of %s/%s does not open at its address: changed, moved, or of another key"
            .formatted(at.category(), at.field()),
        cause);
  }

  static SealBrokenException of(KeyAddress at, int epoch, Throwable cause) {
    return new SealBrokenException(
        "The wrapped key of category %s, epoch %d does not open at its address: changed, moved, or of another installation"
            .formatted(at.category(), epoch),
        cause);
  }
}
