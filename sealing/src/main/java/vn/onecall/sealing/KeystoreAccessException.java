package vn.onecall.sealing;

/**
 * The machine does not let the keystore be read, written or unlocked; its content is not judged.
 */
public final class KeystoreAccessException extends SealingException {
  KeystoreAccessException(String message, Throwable cause) {
    super(message, cause);
  }

  static KeystoreAccessException reading(String file, Throwable cause) {
    return new KeystoreAccessException(
        "The keystore file " + file + " cannot be read: " + reason(cause), cause);
  }

  static KeystoreAccessException writing(String file, Throwable cause) {
    return new KeystoreAccessException(
        "The keystore file " + file + " cannot be written: " + reason(cause), cause);
  }

  private static String reason(Throwable cause) {
    return cause.getClass().getSimpleName();
  }
}
