package vn.onecall.sealing;

/**
 * The passphrase or secret does not open the keystore. A damaged slot looks the same: that is what
 * authenticated encryption can tell, and no more.
 */
public final class WrongUnlockException extends SealingException {
  WrongUnlockException(String message) {
    super(message);
  }
}
