package vn.onecall.sealing;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import vn.onecall.sealing.address.AddressEncoding;

/**
 * A keyed hash by which a value can be found without being readable. It guarantees that without the
 * index root a token reveals nothing of its value, and that tokens of different fields cannot be
 * matched with each other. Whoever holds root and tokens can guess values of a small space, so
 * tokens are stored beside the keys and never in the main database.
 *
 * <p>HMAC-SHA256 (RFC 2104) under a key per field, which is HKDF-SHA256 (RFC 5869) of the index
 * root with info {@code "1call/index/" + field}. Safe for use by many threads.
 */
public final class BlindIndex {
  private static final String HMAC = "HmacSHA256";

  private final byte[] root;
  private final ConcurrentMap<String, Mac> prepared = new ConcurrentHashMap<>();
  private volatile boolean destroyed;

  BlindIndex(byte[] root) {
    if (root.length != AesGcm.KEY_LENGTH) {
      throw new IllegalArgumentException("An index root has 32 bytes");
    }
    this.root = root.clone();
  }

  /**
   * The token of a value in a field.
   *
   * @param field which index: 1 to 64 printable ASCII characters without spaces
   * @param normalised the value in its one canonical form (an email folded, a phone in E.164), not
   *     empty
   * @return 32 bytes, the same for the same field and value as long as the index root lives
   * @throws IllegalArgumentException if the value is empty or not well-formed Unicode, which could
   *     give two values the same token
   * @throws IllegalStateException if the provider of this index was closed
   */
  public byte[] token(String field, String normalised) {
    if (destroyed) {
      throw new IllegalStateException("A blind index was used after its keystore was closed");
    }
    if (normalised.isEmpty()) {
      throw new IllegalArgumentException("An empty value has no place in a blind index");
    }
    // A clone per call: Mac keeps state, and a thread-local would be built anew by each virtual
    // thread.
    return cloneOf(prepared.computeIfAbsent(field, this::prepare)).doFinal(utf8(normalised));
  }

  /** Zeroes the root and drops the keys; later use is a fault. */
  synchronized void destroy() {
    destroyed = true;
    prepared.clear();
    Arrays.fill(root, (byte) 0);
  }

  /** Guarded against {@link #destroy}: a key of a zeroed root would give false tokens. */
  private synchronized Mac prepare(String field) {
    if (destroyed) {
      throw new IllegalStateException("A blind index was used after its keystore was closed");
    }
    AddressEncoding.requireName("The field of a blind index", field);
    byte[] info = ("1call/index/" + field).getBytes(StandardCharsets.US_ASCII);
    byte[] key = Hkdf.derive(root, Hkdf.NO_SALT, info, 32);
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no HMAC-SHA256", e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static Mac cloneOf(Mac mac) {
    try {
      return (Mac) mac.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("This Java's HMAC-SHA256 cannot be cloned", e);
    }
  }

  private static byte[] utf8(String value) {
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      // The cause is dropped: nothing of the value may reach a message.
      throw new IllegalArgumentException("A value for a blind index is not well-formed Unicode");
    }
  }

  @Override
  public String toString() {
    return "BlindIndex[redacted]";
  }
}
