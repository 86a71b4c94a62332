package vn.onecall.fields.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.text.Normalizer;
import java.util.Optional;
import vn.onecall.fields.ValidationError;

/**
 * Cleans what people type and paste, for every type in the same way, and tells the characters that
 * no value of one line may have.
 *
 * <p>Copying leaves signs that nobody can see: marks of direction round a telephone number, a byte
 * order mark, a soft hyphen, a tab. They are dropped or become a space, since a reason that cannot
 * be seen on the screen helps nobody. Two remain and are refused: an override from right to left,
 * after which the text that was seen is not the text that would be kept, and control characters
 * that no keyboard writes.
 */
public final class Characters {

  private static final int RIGHT_TO_LEFT_OVERRIDE = 0x202E;
  private static final int BRAILLE_BLANK = 0x2800;

  /** The full-width forms of {@code !} to {@code ~}, which East Asian keyboards write. */
  private static final int FIRST_FULL_WIDTH = 0xFF01;

  private static final int LAST_FULL_WIDTH = 0xFF5E;
  private static final int FULL_WIDTH_OFFSET = FIRST_FULL_WIDTH - '!';

  /** Signs that keyboards and word processors write for an apostrophe. */
  private static final String APOSTROPHES =
      "\u2018\u2019\u201A\u201B\u02BB\u02BC\u02BD\u02B9\u02C8\u2032\u2035\u00B4`\uA78B\uA78C";

  /** Hyphens, dashes and minus signs. */
  private static final String DASHES =
      "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\uFE58\uFE63";

  private Characters() {}

  /**
   * The check that every type of one line makes first. The length comes before all else: an input
   * of any size is only counted, and only up to twice the limit.
   */
  public static Optional<ValidationError> refuse(String input, int maxLength) {
    if (isLonger(input, maxLength)) {
      return Optional.of(ValidationError.TOO_LONG);
    }
    String line = line(input);
    if (line.isEmpty()) {
      return Optional.of(ValidationError.EMPTY);
    }
    return line.codePoints().mapToObj(Characters::refuse).flatMap(Optional::stream).findFirst();
  }

  /** Whether the text has more code points than the limit. */
  public static boolean isLonger(String text, int maxLength) {
    // A code point takes two chars at most.
    return text.length() > 2 * maxLength || text.codePointCount(0, text.length()) > maxLength;
  }

  /** Why no value may have the character; empty for those that it may have. */
  public static Optional<ValidationError> refuse(int character) {
    if (character == RIGHT_TO_LEFT_OVERRIDE) {
      return Optional.of(ValidationError.BIDI_CHARACTER);
    }
    if (isInvisible(character)) {
      return Optional.of(ValidationError.INVISIBLE_CHARACTER);
    }
    return switch (Character.getType(character)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
          Optional.of(ValidationError.CONTROL_CHARACTER);
      case Character.FORMAT -> Optional.of(ValidationError.INVISIBLE_CHARACTER);
      case Character.SURROGATE -> Optional.of(ValidationError.UNPAIRED_SURROGATE);
      // Noncharacters are among the unassigned.
      case Character.UNASSIGNED, Character.PRIVATE_USE ->
          Optional.of(ValidationError.UNASSIGNED_CHARACTER);
      default -> Optional.empty();
    };
  }

  /**
   * Unicode's property Default_Ignorable_Code_Point (UAX #44): what is not shown. Marks of
   * direction, joiners, variation selectors, fillers, tags and the soft hyphen are among it.
   */
  static boolean isInvisible(int character) {
    return character > '~'
        && UCharacter.hasBinaryProperty(character, UProperty.DEFAULT_IGNORABLE_CODE_POINT);
  }

  /** Whether a character only separates: a space of any kind, a tab, an end of a line. */
  static boolean isBlank(int character) {
    return Character.isSpaceChar(character)
        || (character >= '\t' && character <= '\r')
        || character == 0x85
        || character == BRAILLE_BLANK;
  }

  /** Whether nothing of a text can be seen. */
  public static boolean isBlank(String text) {
    return text.codePoints().allMatch(each -> isBlank(each) || isInvisible(each));
  }

  /**
   * One line as it is meant: in Unicode's NFC, without what cannot be seen, each run of spaces,
   * tabs and line ends as one plain space and none at either end, and full-width letters, digits
   * and signs as plain ones.
   */
  public static String line(String input) {
    StringBuilder line = new StringBuilder(input.length());
    input
        .codePoints()
        .forEach(each -> {
          if (isBlank(each)) {
            line.append(' ');
          } else if (each >= FIRST_FULL_WIDTH && each <= LAST_FULL_WIDTH) {
            line.append((char) (each - FULL_WIDTH_OFFSET));
          } else if (each == RIGHT_TO_LEFT_OVERRIDE || !isInvisible(each)) {
            line.appendCodePoint(each);
          }
        });
    return Normalizer.normalize(line, Normalizer.Form.NFC).replaceAll(" {2,}", " ").strip();
  }

  /** A line of digits and separators: digits of any script and dashes of any kind as plain ones. */
  public static String code(String input) {
    StringBuilder code = new StringBuilder(input.length());
    withPlainDashes(line(input))
        .codePoints()
        .forEach(each -> {
          if (each > '~' && Character.isDigit(each)) {
            code.append(Character.digit(each, 10));
          } else {
            code.appendCodePoint(each);
          }
        });
    return code.toString();
  }

  /** With {@code '} for each sign that stands for an apostrophe. */
  public static String withPlainApostrophes(String text) {
    return replaced(text, APOSTROPHES, '\'');
  }

  /** With {@code -} for each hyphen, dash and minus sign. */
  public static String withPlainDashes(String text) {
    return replaced(text, DASHES, '-');
  }

  private static String replaced(String text, String signs, char plain) {
    StringBuilder replaced = new StringBuilder(text);
    for (int at = 0; at < replaced.length(); at++) {
      if (signs.indexOf(replaced.charAt(at)) >= 0) {
        replaced.setCharAt(at, plain);
      }
    }
    return replaced.toString();
  }
}
