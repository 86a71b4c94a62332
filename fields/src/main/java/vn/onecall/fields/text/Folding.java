package vn.onecall.fields.text;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Folds text for searching: to lower case, without diacritics, and letters that Unicode does not
 * take apart to the plain letters that people type for them: đ to d, ø to o, æ to ae.
 */
public final class Folding {

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  private static final Map<Integer, String> PLAIN = LetterTable.read("plain-letters.tsv");

  private Folding() {}

  /** The folded text; {@code Hòa} and {@code Hoà} both become {@code hoa}. */
  public static String fold(String text) {
    // Lower case can add a mark: İ becomes an i and a combining dot.
    String small = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
    String bare = MARKS.matcher(small).replaceAll("");
    String plain =
        bare.codePoints()
            .mapToObj(each -> PLAIN.getOrDefault(each, Character.toString(each)))
            .collect(Collectors.joining());
    return Normalizer.normalize(plain, Normalizer.Form.NFC);
  }

  /** The folded words of a name. A hyphen separates words; dots and apostrophes do not. */
  public static List<String> words(String name) {
    return split(fold(Characters.withPlainApostrophes(name)).replace("'", ""));
  }

  /** The folded words of a name in which an apostrophe separates words too. */
  public static List<String> wordsAtApostrophes(String name) {
    return split(fold(Characters.withPlainApostrophes(name)).replace('\'', ' '));
  }

  private static List<String> split(String folded) {
    return Arrays.stream(folded.replace('-', ' ').replace(".", "").split("\\s+", -1))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
