package vn.onecall.translog;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The form of a signed note, before any key is tried: the text that was signed, and its signature
 * lines (C2SP signed-note, "Format").
 */
record SignedNote(String body, List<SignatureLine> signatures) {

  private static final String LINE_START = "\u2014 ";
  // Sixteen must be accepted; the bound keeps a hostile note from costing without end.
  private static final int MAX_SIGNATURES = 100;
  private static final int MAX_CHARS = 1_000_000;

  /** One line below the text: who signed, under which id, and the signature. */
  @SuppressWarnings("ArrayRecordComponent") // Stays inside of this package, and is never changed.
  record SignatureLine(String name, byte[] id, byte[] signature) {

    static SignatureLine parse(String line) {
      String[] parts =
          line.startsWith(LINE_START) ? line.substring(2).split(" ", -1) : new String[0];
      if (parts.length != 2 || !NotePublicKey.isName(parts[0])) {
        throw new LogException.Malformed("A note's signature line does not have the form of one");
      }
      byte[] bytes = CanonicalBase64.decode(parts[1], "A note's signature");
      if (bytes.length <= NotePublicKey.ID_LENGTH) {
        throw new LogException.Malformed("A note's signature is too short");
      }
      return new SignatureLine(
          parts[0],
          Arrays.copyOf(bytes, NotePublicKey.ID_LENGTH),
          Arrays.copyOfRange(bytes, NotePublicKey.ID_LENGTH, bytes.length));
    }

    String format() {
      byte[] bytes = Arrays.copyOf(id, id.length + signature.length);
      System.arraycopy(signature, 0, bytes, id.length, signature.length);
      return LINE_START + name + " " + CanonicalBase64.encode(bytes) + "\n";
    }
  }

  static SignedNote parse(String note) {
    if (note.length() > MAX_CHARS) {
      throw new LogException.Malformed("A note is too long");
    }
    utf8(note);
    int blank = note.lastIndexOf("\n\n");
    if (blank < 0 || !note.endsWith("\n") || blank + 2 == note.length()) {
      throw new LogException.Malformed("A note has a text, an empty line and signature lines");
    }
    List<SignatureLine> signatures = new ArrayList<>();
    for (String line : note.substring(blank + 2, note.length() - 1).split("\n", -1)) {
      if (signatures.size() == MAX_SIGNATURES) {
        throw new LogException.Malformed("A note has too many signatures");
      }
      signatures.add(SignatureLine.parse(line));
    }
    return new SignedNote(note.substring(0, blank + 1), signatures);
  }

  /** The bytes that are signed; refuses what a note's text must not hold. */
  static byte[] signedBytes(String body) {
    if (!body.endsWith("\n")) {
      throw new LogException.Malformed("A note's text ends with a newline");
    }
    return utf8(body);
  }

  private static byte[] utf8(String text) {
    if (text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
      throw new LogException.Malformed("A note holds no control character but the newline");
    }
    try {
      // Unlike String.getBytes, a new encoder refuses half a surrogate pair.
      var encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw new LogException.Malformed("A note is valid Unicode");
    }
  }
}
