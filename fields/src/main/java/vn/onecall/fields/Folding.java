package vn.onecall.fields;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Writing as people search it: in lower case, without marks, and đ as d. */
final class Folding {

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  private Folding() {}

  /** The text folded; {@code Hòa} and {@code Hoà} become one, and the same as {@code hoa}. */
  static String fold(String text) {
    // A capital can gain a mark as it becomes small: İ is then an i and a dot.
    String small = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
    String bare = MARKS.matcher(small).replaceAll("").replace('đ', 'd');
    return Normalizer.normalize(bare, Normalizer.Form.NFC);
  }

  /** The folded words of a name; a hyphen parts words, dots and apostrophes do not. */
  static List<String> words(String name) {
    return Arrays.stream(fold(name).replace('-', ' ').replaceAll("[.']", "").split("\\s+", -1))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
