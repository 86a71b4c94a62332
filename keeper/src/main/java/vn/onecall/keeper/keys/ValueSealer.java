package vn.onecall.keeper.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import vn.onecall.sealing.DataKey;
import vn.onecall.sealing.address.FieldAddress;

/**
 * Seals values under data keys.
 *
 * <p>What is sealed is a salt of 16 bytes and the value. The hash of both stands in the entry of
 * the write, so that a value can be proved to be the one first registered without the log saying
 * anything about it.
 */
public final class ValueSealer {
  private static final int SALT_BYTES = 16;
  private static final byte[] VALUE_TAG = "1call/value/v1\0".getBytes(UTF_8);

  private final SecureRandom random = new SecureRandom();

  /** A sealed value and the salted hash that its entry commits to. */
  public record Sealed(byte[] ciphertext, byte[] hash) {}

  /** Seals a value in canonical form, under a fresh salt. */
  public Sealed seal(DataKey key, FieldAddress at, String canonical) {
    byte[] value = canonical.getBytes(UTF_8);
    byte[] salted = new byte[SALT_BYTES + value.length];
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    System.arraycopy(salt, 0, salted, 0, SALT_BYTES);
    System.arraycopy(value, 0, salted, SALT_BYTES, value.length);
    try {
      return new Sealed(key.seal(at, salted), hash(at.field(), salted));
    } finally {
      Arrays.fill(salted, (byte) 0);
    }
  }

  /** The value of what was unsealed, without its salt. */
  public static String value(byte[] salted) {
    return new String(salted, SALT_BYTES, salted.length - SALT_BYTES, UTF_8);
  }

  /** The salted hash of a value, as the entry of its write has it. */
  public static byte[] hash(String field, byte[] salted) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(VALUE_TAG);
      sha.update(field.getBytes(UTF_8));
      sha.update((byte) 0);
      return sha.digest(salted);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
