package vn.onecall.sealing;

/**
 * A sealed value or wrapped key does not open where it was found: it was changed, moved from
 * another address, or sealed under another key. Which of them, cannot be told.
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
