package vn.onecall.sealing;

/**
 * A keystore was to be created where a file already stands. It is never overwritten: that would
 * destroy every key wrapped under it.
 */
public final class KeystoreExistsException extends SealingException {
  KeystoreExistsException(String file) {
    super("The file " + file + " exists already and is not overwritten by a new keystore");
  }
}
