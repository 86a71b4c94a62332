package vn.onecall.sealing;

/**
 * A fault of keys or sealed data. The hierarchy is sealed, so that a caller can switch over all
 * faults. Messages are written for an operator: they name the file, part, category or field
 * concerned, and never a key, a passphrase or a value.
 */
public abstract sealed class SealingException extends RuntimeException
    permits KeystoreException, SealBrokenException, SecretFileException, UnknownEpochException {

  SealingException(String message) {
    super(message);
  }

  SealingException(String message, Throwable cause) {
    super(message, cause);
  }
}
