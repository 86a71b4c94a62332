package vn.onecall.fields.text;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Letters that look like others and were written for them, where it is certain: a word of Latin
 * letters has no Cyrillic or Greek ones, and no Vietnamese word begins with an eth.
 */
public final class LookAlikes {

  private static final Map<Integer, String> LATIN = LetterTable.read("look-alikes.tsv");

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+");
  private static final Pattern LATIN_LETTER = Pattern.compile("\\p{IsLatin}");

  /** Eth and the African D, which older keyboards write for the Vietnamese letter. */
  private static final Map<Integer, String> IN_FRONT = LetterTable.read("look-alikes-in-front.tsv");

  private static final Pattern FIRST_LETTER = Pattern.compile("(?<![\\p{L}\\p{M}])\\p{L}");

  private LookAlikes() {}

  /**
   * The text with the letters that were meant. An eth within a word stays, since that word is
   * Icelandic.
   */
  public static String replaced(String text) {
    String latin =
        WORD.matcher(text)
            .replaceAll(word ->
                LATIN_LETTER.matcher(word.group()).find()
                    ? word.group()
                        .codePoints()
                        .mapToObj(each -> LATIN.getOrDefault(each, Character.toString(each)))
                        .collect(Collectors.joining())
                    : word.group());
    return FIRST_LETTER
        .matcher(latin)
        .replaceAll(first -> IN_FRONT.getOrDefault(first.group().codePointAt(0), first.group()));
  }
}
