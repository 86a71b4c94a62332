package vn.onecall.sealing;

import com.google.crypto.tink.subtle.AesGcmJce;
import java.security.GeneralSecurityException;

/**
 * AES-256-GCM under one key, prepared once. What it seals stays secret, and opens only if value and
 * associated data are unchanged. A sealed value is a random 12-byte nonce, the ciphertext and a
 * 16-byte tag, so one key must seal fewer than 2^32 values (NIST SP 800-38D, section 8.3).
 */
final class AesGcm {
  static final int KEY_LENGTH = 32;

  /** The bytes that a sealed value has beyond its plaintext. */
  static final int OVERHEAD = 12 + 16;

  private final AesGcmJce aead;

  AesGcm(byte[] key) {
    if (key.length != KEY_LENGTH) {
      throw new IllegalArgumentException("An AES-256 key has 32 bytes");
    }
    try {
      aead = new AesGcmJce(key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no AES-256-GCM", e);
    }
  }

  byte[] seal(byte[] plaintext, byte[] associatedData) {
    try {
      return aead.encrypt(plaintext, associatedData);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM cannot seal", e);
    }
  }

  /**
   * Opens what {@link #seal} gave.
   *
   * @throws GeneralSecurityException if anything differs from when it was sealed
   */
  byte[] open(byte[] sealed, byte[] associatedData) throws GeneralSecurityException {
    return aead.decrypt(sealed, associatedData);
  }
}
