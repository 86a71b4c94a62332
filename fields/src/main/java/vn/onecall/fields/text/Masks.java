package vn.onecall.fields.text;

/** The building blocks of masks. */
public final class Masks {

  /** The mask of a value of which nothing is shown. */
  public static final String HIDDEN = "•••";

  private static final String MANY = "•••••••";

  private Masks() {}

  /** The last characters of a value behind dots, whose number does not tell its length. */
  public static String last(String value, int shown) {
    return MANY + value.substring(value.length() - Math.min(shown, value.length() / 3));
  }

  /** Whether a text is a mask that was sent back in place of the value. */
  public static boolean isMask(String text) {
    return text.codePoints().allMatch(character -> character == '•' || character == ' ');
  }
}
