package vn.onecall.server.cursors;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import vn.onecall.messages.Messages;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.InputException;

/**
 * Creates and reads cursors: the position of the next page of a list, as an opaque text. A cursor
 * is valid only for the client that received it and only for that list. It contains a position (a
 * number of the server) and a keyed hash, and no personal data. It stays valid as long as the
 * keystore.
 */
public final class Cursors {
  private static final Messages MESSAGES = Messages.beside(Cursors.class);
  private static final int HASH_BYTES = 16;
  private static final int BYTES = Long.BYTES + HASH_BYTES;

  /** A keyed hash of 32 bytes, each domain under a key of its own. */
  @FunctionalInterface
  public interface KeyedHash {
    /** The hash of a text. */
    byte[] of(String domain, String text);
  }

  private final KeyedHash hash;

  public Cursors(KeyedHash hash) {
    this.hash = hash;
  }

  /** The cursor of a position in a list. */
  public String at(String list, String client, long position) {
    byte[] cursor =
        ByteBuffer.allocate(BYTES).putLong(position).put(seal(list, client, position)).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
  }

  /**
   * The position of a cursor.
   *
   * @throws InputException if it was not given to this client for this list
   */
  public long position(String list, String client, String cursor) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(cursor);
    } catch (IllegalArgumentException e) {
      throw refusal();
    }
    if (bytes.length != BYTES) {
      throw refusal();
    }
    long position = ByteBuffer.wrap(bytes).getLong();
    if (!MessageDigest.isEqual(
        seal(list, client, position), Arrays.copyOfRange(bytes, Long.BYTES, BYTES))) {
      throw refusal();
    }
    return position;
  }

  private byte[] seal(String list, String client, long position) {
    return Arrays.copyOf(hash.of("cursor/" + list, client + " " + position), HASH_BYTES);
  }

  private static InputException refusal() {
    return new InputException(new FieldError("cursor", "not-yours", MESSAGES.words("not-yours")));
  }
}
