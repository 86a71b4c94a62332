package vn.onecall.sealing;

/** A keystore file is not made, opened or changed. */
public abstract sealed class KeystoreException extends SealingException {

  private KeystoreException(String message) {
    super(message);
  }

  private KeystoreException(String message, Throwable cause) {
    super(message, cause);
  }

  /** There is no keystore file at the given place. */
  public static final class Missing extends KeystoreException {
    Missing(String file) {
      super("There is no keystore file " + file);
    }
  }

  /**
   * A keystore was to be created where a file already exists. The file is never overwritten: that
   * would destroy every key wrapped under it.
   */
  public static final class AlreadyExists extends KeystoreException {
    AlreadyExists(String file) {
      super("The file " + file + " exists already and is not overwritten by a new keystore");
    }
  }

  /**
   * The machine does not let the keystore be read, written or unlocked; its content is not judged.
   */
  public static final class Inaccessible extends KeystoreException {
    Inaccessible(String message, Throwable cause) {
      super(message, cause);
    }

    static Inaccessible reading(String file, Throwable cause) {
      return new Inaccessible(
          "The keystore file " + file + " cannot be read: " + reason(cause), cause);
    }

    static Inaccessible writing(String file, Throwable cause) {
      return new Inaccessible(
          "The keystore file " + file + " cannot be written: " + reason(cause), cause);
    }

    private static String reason(Throwable cause) {
      return cause.getClass().getSimpleName();
    }
  }

  /**
   * The keystore file is not what this program writes: cut short, damaged, tampered with or newer.
   */
  public static final class Malformed extends KeystoreException {
    Malformed(String file, String part, String reason) {
      super("The keystore file " + file + " is malformed in its " + part + ": " + reason);
    }
  }

  /**
   * The passphrase or secret does not open the keystore. A damaged slot looks the same:
   * authenticated encryption cannot tell the two apart.
   */
  public static final class WrongUnlock extends KeystoreException {
    WrongUnlock(String message) {
      super(message);
    }
  }

  /**
   * A change of the keystore is refused, or a changed file is not taken over. The keystore stays as
   * it was.
   */
  public static final class ChangeRefused extends KeystoreException {
    ChangeRefused(String message) {
      super(message);
    }
  }
}
