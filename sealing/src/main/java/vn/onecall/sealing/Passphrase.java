package vn.onecall.sealing;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;

/** A passphrase in memory, as the UTF-8 of its NFC form. */
final class Passphrase implements Unlock {
  private static final int MAX_CHARACTERS = 1024;

  /** The least of a new keystore's passphrase (NIST SP 800-63B section 5.1.1.2). */
  private static final int MIN_NEW_CHARACTERS = 8;

  private final byte[] utf8;
  private final int characters;
  private boolean closed;

  private Passphrase(byte[] utf8, int characters) {
    this.utf8 = utf8;
    this.characters = characters;
  }

  static Passphrase of(char[] passphrase) {
    if (passphrase.length < 1 || passphrase.length > MAX_CHARACTERS) {
      throw new IllegalArgumentException("A passphrase has 1 to " + MAX_CHARACTERS + " characters");
    }
    CharSequence composed = CharBuffer.wrap(passphrase);
    // Only where it must be composed does it pass through a String, which cannot be zeroed.
    if (!Normalizer.isNormalized(composed, Normalizer.Form.NFC)) {
      composed = Normalizer.normalize(composed, Normalizer.Form.NFC);
    }
    // Three bytes a character are enough, so that no smaller buffer is left behind unzeroed.
    byte[] buffer = new byte[3 * composed.length()];
    ByteBuffer encoded = ByteBuffer.wrap(buffer);
    CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    try {
      if (encoder.encode(CharBuffer.wrap(composed), encoded, true).isError()) {
        throw new IllegalArgumentException("A passphrase must be well-formed Unicode");
      }
      int characters = Character.codePointCount(composed, 0, composed.length());
      return new Passphrase(Arrays.copyOf(buffer, encoded.position()), characters);
    } finally {
      Arrays.fill(buffer, (byte) 0);
    }
  }

  void requireFitForNewKeystore() {
    if (characters < MIN_NEW_CHARACTERS) {
      throw new IllegalArgumentException(
          "The passphrase of a new keystore needs at least " + MIN_NEW_CHARACTERS + " characters");
    }
  }

  /** A copy, which the caller zeroes. */
  synchronized byte[] copyOfBytes() {
    if (closed) {
      throw new IllegalStateException("A passphrase was used after it was closed");
    }
    return utf8.clone();
  }

  @Override
  public synchronized void close() {
    closed = true;
    Arrays.fill(utf8, (byte) 0);
  }

  @Override
  public String toString() {
    return "Passphrase[redacted]";
  }
}
