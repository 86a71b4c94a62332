package vn.onecall.sealing;

/**
 * A fault of keys or sealed data. The family is closed, so that whoever turns faults into answers
 * can switch over all of them. Messages are written for an operator: they name the file, part,
 * category or field concerned, and never a key, a passphrase or a value.
 */
public abstract sealed class SealingException extends RuntimeException
    permits KeystoreAccessException,
        KeystoreChangeException,
        KeystoreExistsException,
        KeystoreMalformedException,
        KeystoreMissingException,
        SealBrokenException,
        SecretFileException,
        UnknownEpochException,
        WrongUnlockException {

  SealingException(String message) {
    super(message);
  }

  SealingException(String message, Throwable cause) {
    super(message, cause);
  }
}
