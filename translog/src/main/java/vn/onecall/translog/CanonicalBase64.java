package vn.onecall.translog;

import java.util.Base64;

/**
 * Base 64 (RFC 4648, section 4) with exactly one spelling for each value. The JDK's decoder lets
 * missing padding and stray trailing bits pass; a signed or hashed text must not have two forms.
 */
final class CanonicalBase64 {

  private CanonicalBase64() {}

  static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  static byte[] decode(String text, String what) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new LogException.Malformed(what + " is not base64");
    }
    if (!encode(bytes).equals(text)) {
      throw new LogException.Malformed(what + " is not canonical base64");
    }
    return bytes;
  }
}
