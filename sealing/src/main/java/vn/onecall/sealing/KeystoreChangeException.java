package vn.onecall.sealing;

/**
 * A keystore is not changed as was asked, or a changed file is not taken over: what stood before
 * goes on standing.
 */
public final class KeystoreChangeException extends SealingException {
  KeystoreChangeException(String message) {
    super(message);
  }
}
