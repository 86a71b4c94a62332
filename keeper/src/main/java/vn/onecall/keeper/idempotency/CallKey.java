package vn.onecall.keeper.idempotency;

import java.util.regex.Pattern;

/**
 * The name that a caller gives to one call of its own, by which the call is known if it comes
 * again: 1 to 255 printable signs of ASCII. It is stored nowhere, only a keyed hash of it.
 *
 * @param text the name
 */
public record CallKey(String text) {
  private static final Pattern FORM = Pattern.compile("[ -~]{1,255}");

  /** A UUID drawn by lot (RFC 9562, version 4), 32 hexadecimal digits, or 22 signs of base64. */
  private static final Pattern RANDOM =
      Pattern.compile(
          "(?i:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|[0-9a-f]{32,})"
              + "|(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])[A-Za-z0-9+/_-]{22,}={0,2}");

  private static final int DIFFERENT_SIGNS = 8;

  public CallKey {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("a key has 1 to 255 printable signs of ASCII");
    }
  }

  /** Whether a text can be a key. */
  public static boolean isKey(String text) {
    return FORM.matcher(text).matches();
  }

  /**
   * Whether it has the form of 128 bits drawn by lot, so that something may be encrypted under what
   * follows from it. A key that tells something, as an order's number does, could be guessed.
   */
  boolean isSecret() {
    return RANDOM.matcher(text).matches() && text.chars().distinct().count() >= DIFFERENT_SIGNS;
  }

  /** A caller's secret is in no log. */
  @Override
  public String toString() {
    return "CallKey[redacted]";
  }
}
