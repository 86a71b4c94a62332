package vn.onecall.sealing;

import com.google.crypto.tink.subtle.Random;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import vn.onecall.sealing.address.FieldAddress;

/**
 * The random 256-bit key of one subject's category. It guarantees that what it seals reveals
 * nothing but its length, and opens only unchanged and at the address that it was sealed for; once
 * every copy of the key is destroyed, those values are unrecoverable.
 *
 * <p>Its bytes never leave this package, and it can be neither printed nor serialised. Safe for use
 * by many threads; the cipher is prepared once, so keep the key while it is in use.
 */
public final class DataKey {
  private final byte[] bytes;
  private volatile @Nullable AesGcm cipher;

  private DataKey(byte[] bytes) {
    this.bytes = bytes;
    this.cipher = new AesGcm(bytes);
  }

  /** Makes a new random key. */
  public static DataKey generate() {
    return new DataKey(Random.randBytes(AesGcm.KEY_LENGTH));
  }

  /** The key of these 32 bytes, which are copied. */
  static DataKey of(byte[] bytes) {
    return new DataKey(bytes.clone());
  }

  /**
   * Seals a value for an address (AES-256-GCM with a random nonce, the address as associated data).
   *
   * @return nonce, ciphertext and tag: 28 bytes more than the plaintext
   * @throws IllegalStateException if the key was destroyed
   */
  public byte[] seal(FieldAddress at, byte[] plaintext) {
    return cipher().seal(plaintext, at.associatedData());
  }

  /**
   * Opens a value at the address that it was sealed for.
   *
   * @throws SealBrokenException if value, key or any part of the address is not the one sealed
   * @throws IllegalStateException if the key was destroyed
   */
  public byte[] open(FieldAddress at, byte[] sealed) {
    AesGcm cipher = cipher();
    try {
      return cipher.open(sealed, at.associatedData());
    } catch (GeneralSecurityException e) {
      throw SealBrokenException.of(at, e);
    }
  }

  /**
   * Zeroes the key and drops its cipher, whose own copy of the key waits for the garbage collector:
   * Java allows no more. A seal or open already under way finishes; any later use is a fault.
   * Destroying twice does no harm.
   */
  public synchronized void destroy() {
    cipher = null;
    Arrays.fill(bytes, (byte) 0);
  }

  /**
   * A copy for wrapping, which the caller zeroes. Guarded against {@link #destroy}, for a key half
   * zeroed and then wrapped would be lost.
   */
  synchronized byte[] copyOfBytes() {
    cipher();
    return bytes.clone();
  }

  private AesGcm cipher() {
    AesGcm prepared = cipher;
    if (prepared == null) {
      throw new IllegalStateException("A data key was used after it was destroyed");
    }
    return prepared;
  }

  @Override
  public String toString() {
    return "DataKey[redacted]";
  }
}
