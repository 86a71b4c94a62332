package vn.onecall.sealing;

import java.nio.file.Path;

/**
 * The secret that opens a keystore: a passphrase that an operator knows, or a file that only the
 * server's account can read. It cannot be printed or serialised. Close it once the keystore is
 * open.
 */
public sealed interface Unlock extends AutoCloseable permits Passphrase, SecretFile {

  /**
   * A passphrase, which is copied; the caller may zero its own. It is read as Unicode NFC (as RFC
   * 8265 section 4.2 prepares passwords), because keyboards differ in how they compose Vietnamese
   * letters.
   *
   * @throws IllegalArgumentException if it is empty, longer than 1024 characters, or not
   *     well-formed Unicode
   */
  static Unlock passphrase(char[] passphrase) {
    return Passphrase.of(passphrase);
  }

  /**
   * A file that holds at least 32 random bytes: as Base64 (RFC 4648 section 4) if it is text, raw
   * otherwise. It is read, and its permissions are judged, when a keystore is opened with it.
   */
  static Unlock secretFile(Path file) {
    return new SecretFile(file);
  }

  /**
   * Makes a secret file with 32 new random bytes in Base64, readable by its owner alone (mode 0600)
   * where the file system knows permissions.
   *
   * @return the unlock by that file
   * @throws SecretFileException if the file exists already or cannot be written
   */
  static Unlock createSecretFile(Path file) {
    return SecretFile.create(file);
  }

  /** Zeroes a passphrase; a secret file is left as it is. */
  @Override
  void close();
}
