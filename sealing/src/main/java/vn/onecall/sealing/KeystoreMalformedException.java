package vn.onecall.sealing;

/**
 * The keystore file is not what this program writes: cut short, damaged, tampered with or newer.
 */
public final class KeystoreMalformedException extends SealingException {
  KeystoreMalformedException(String file, String part, String reason) {
    super("The keystore file " + file + " is malformed in its " + part + ": " + reason);
  }
}
