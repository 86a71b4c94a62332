package vn.onecall.sealing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;

/**
 * A key that follows from a secret which a caller keeps and the server does not: what it seals is
 * opened only while its caller shows the secret again. It is as strong as that secret, and no
 * stronger.
 *
 * <p>AES-256-GCM under HKDF-SHA256 (RFC 5869) of the secret with info {@code "1call/caller"}. Its
 * bytes never leave this package.
 */
public final class CallerKey {
  private static final byte[] INFO = "1call/caller".getBytes(US_ASCII);

  private final AesGcm cipher;

  private CallerKey(AesGcm cipher) {
    this.cipher = cipher;
  }

  /** The key that follows from a secret, or from a keyed hash of one. */
  public static CallerKey of(byte[] secret) {
    byte[] key = Hkdf.derive(secret, Hkdf.NO_SALT, INFO, AesGcm.KEY_LENGTH);
    try {
      return new CallerKey(new AesGcm(key));
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /** Seals a value for a place: 28 bytes more than the plaintext. */
  public byte[] seal(byte[] place, byte[] plaintext) {
    return cipher.seal(plaintext, place);
  }

  /** Opens a value; nothing if value, secret or place is not the one sealed. */
  public Optional<byte[]> open(byte[] place, byte[] sealed) {
    try {
      return Optional.of(cipher.open(sealed, place));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "CallerKey[redacted]";
  }
}
