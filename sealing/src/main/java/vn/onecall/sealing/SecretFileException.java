package vn.onecall.sealing;

/** A secret file is missing, exists already, is open to others, or holds no fit secret. */
public final class SecretFileException extends SealingException {
  SecretFileException(String file, String reason) {
    super(message(file, reason));
  }

  SecretFileException(String file, String reason, Throwable cause) {
    super(message(file, reason), cause);
  }

  private static String message(String file, String reason) {
    return "The secret file " + file + " " + reason;
  }
}
