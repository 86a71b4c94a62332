package vn.onecall.sealing.address;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Encodes the parts of an address so that no two addresses have the same encoding: each name is
 * preceded by its length, everything else has a fixed width, big-endian.
 */
public final class AddressEncoding {
  private static final int MAX_NAME = 64;

  private final ByteBuffer buffer;

  /** Starts an encoding with a tag that identifies the kind of address and its version. */
  AddressEncoding(String tag, int size) {
    buffer = ByteBuffer.allocate(1 + tag.length() + size);
    name(tag);
  }

  /**
   * Refuses a name that is empty, longer than 64 characters, or other than printable ASCII without
   * spaces. ASCII only, because Java writes every lone surrogate as the same byte, and two names
   * would encode alike.
   */
  public static void requireName(String what, String name) {
    if (name.isEmpty() || name.length() > MAX_NAME) {
      throw new IllegalArgumentException(what + " must have 1 to " + MAX_NAME + " characters");
    }
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) <= ' ' || name.charAt(i) > '~') {
        throw new IllegalArgumentException(what + " must be printable ASCII without spaces");
      }
    }
  }

  static int sizeOf(String name) {
    return 1 + name.length();
  }

  AddressEncoding name(String name) {
    buffer.put((byte) name.length()).put(name.getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  AddressEncoding uuid(UUID id) {
    buffer.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    return this;
  }

  AddressEncoding number(int number) {
    buffer.putInt(number);
    return this;
  }

  byte[] bytes() {
    if (buffer.hasRemaining()) {
      throw new IllegalStateException("An address was encoded shorter than its size");
    }
    return buffer.array();
  }
}
