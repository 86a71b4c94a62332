package vn.onecall.fields.text;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Folds text for searching: to lower case, without diacritics, and đ to d. */
public final class Folding {

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  private Folding() {}

  /** The folded text; {@code Hòa} and {@code Hoà} both become {@code hoa}. */
  public static String fold(String text) {
    // Lower case can add a mark: İ becomes an i and a combining dot.
    String small = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
    String bare = MARKS.matcher(small).replaceAll("").replace('đ', 'd');
    return Normalizer.normalize(bare, Normalizer.Form.NFC);
  }

  /** The folded words of a name. A hyphen separates words; dots and apostrophes do not. */
  public static List<String> words(String name) {
    return Arrays.stream(fold(name).replace('-', ' ').replaceAll("[.']", "").split("\\s+", -1))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
