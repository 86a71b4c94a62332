package vn.onecall.fields;

/** What masks of several types are made of. */
final class Masks {

  /** Stands for a value of which nothing is shown. */
  static final String HIDDEN = "•••";

  private static final String MANY = "•••••••";

  private Masks() {}

  /** The last characters of a value behind dots, whose number does not tell its length. */
  static String last(String value, int shown) {
    return MANY + value.substring(value.length() - Math.min(shown, value.length() / 3));
  }

  /** Whether a text is a mask that came back in place of the value. */
  static boolean isMask(String text) {
    return text.codePoints().allMatch(character -> character == '•' || character == ' ');
  }
}
