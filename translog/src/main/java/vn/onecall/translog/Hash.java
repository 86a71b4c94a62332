package vn.onecall.translog;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 hash of the Merkle tree: 32 bytes, copied in and out, compared in constant time. Leaves
 * and nodes are hashed under different prefixes, so that none can pass for the other (RFC 6962,
 * section 2.1).
 *
 * @param bytes the 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Copied and compared by content below.
public record Hash(byte[] bytes) {

  /** The length of a hash, in bytes. */
  public static final int LENGTH = 32;

  /** The root of the tree without entries: SHA-256 of nothing. */
  public static final Hash EMPTY_ROOT = new Hash(sha256().digest());

  private static final byte LEAF_PREFIX = 0;
  private static final byte NODE_PREFIX = 1;

  /** Copies the bytes. */
  public Hash {
    if (bytes.length != LENGTH) {
      throw new LogException.Malformed("A hash has 32 bytes");
    }
    bytes = bytes.clone();
  }

  /** The hash that these 32 bytes are; it hashes nothing. */
  public static Hash of(byte[] bytes) {
    return new Hash(bytes);
  }

  /** Reads the standard, padded base64 of a hash. */
  public static Hash fromBase64(String text) {
    return new Hash(CanonicalBase64.decode(text, "A hash"));
  }

  /** Reads the hexadecimal digits of a hash, of either case. */
  public static Hash fromHex(String text) {
    try {
      return new Hash(HexFormat.of().parseHex(text));
    } catch (IllegalArgumentException e) {
      throw new LogException.Malformed("A hash is not hexadecimal");
    }
  }

  /** The hash of a leaf: SHA-256(0x00 || entry). */
  public static Hash leaf(byte[] entry) {
    MessageDigest digest = sha256();
    digest.update(LEAF_PREFIX);
    return new Hash(digest.digest(entry));
  }

  /** The hash of an inner node: SHA-256(0x01 || left || right). */
  public static Hash node(Hash left, Hash right) {
    MessageDigest digest = sha256();
    digest.update(NODE_PREFIX);
    digest.update(left.bytes);
    return new Hash(digest.digest(right.bytes));
  }

  /** A copy of the 32 bytes. */
  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Standard, padded base64. */
  public String base64() {
    return CanonicalBase64.encode(bytes);
  }

  /** Lower-case hexadecimal. */
  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  void putInto(ByteBuffer buffer) {
    buffer.put(bytes);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every JDK has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash hash && MessageDigest.isEqual(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return ByteBuffer.wrap(bytes).getInt();
  }

  @Override
  public String toString() {
    return base64();
  }
}
