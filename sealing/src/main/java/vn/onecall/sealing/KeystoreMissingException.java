package vn.onecall.sealing;

/** There is no keystore file at the given place. */
public final class KeystoreMissingException extends SealingException {
  KeystoreMissingException(String file) {
    super("There is no keystore file " + file);
  }
}
