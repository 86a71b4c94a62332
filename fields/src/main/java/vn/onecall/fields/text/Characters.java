package vn.onecall.fields.text;

import java.util.Optional;
import java.util.stream.Collectors;
import vn.onecall.fields.ValidationError;

/** The characters that every field refuses, and the trimming of spaces that all types share. */
public final class Characters {

  private Characters() {}

  /**
   * The check that every type makes first. The length comes before all else: an input of any size
   * is only counted, and only up to twice the limit.
   */
  public static Optional<ValidationError> refuse(String input, int maxLength) {
    if (isLonger(input, maxLength)) {
      return Optional.of(ValidationError.TOO_LONG);
    }
    if (trim(input).isEmpty()) {
      return Optional.of(ValidationError.EMPTY);
    }
    return input.codePoints().mapToObj(Characters::refuse).flatMap(Optional::stream).findFirst();
  }

  /** Whether the text has more code points than the limit. */
  public static boolean isLonger(String text, int maxLength) {
    // A code point takes two chars at most.
    return text.length() > 2 * maxLength || text.codePointCount(0, text.length()) > maxLength;
  }

  public static Optional<ValidationError> refuse(int character) {
    if (isBidiControl(character)) {
      return Optional.of(ValidationError.BIDI_CHARACTER);
    }
    if (isDefaultIgnorable(character)) {
      return Optional.of(ValidationError.INVISIBLE_CHARACTER);
    }
    return switch (Character.getType(character)) {
      case Character.CONTROL -> Optional.of(ValidationError.CONTROL_CHARACTER);
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
          Optional.of(ValidationError.CONTROL_CHARACTER);
      case Character.FORMAT -> Optional.of(ValidationError.INVISIBLE_CHARACTER);
      case Character.SURROGATE -> Optional.of(ValidationError.UNPAIRED_SURROGATE);
      // Noncharacters are among the unassigned.
      case Character.UNASSIGNED, Character.PRIVATE_USE ->
          Optional.of(ValidationError.UNASSIGNED_CHARACTER);
      default -> Optional.empty();
    };
  }

  /** Unicode's property Bidi_Control (UAX #9): marks, embeddings, overrides and isolates. */
  private static boolean isBidiControl(int character) {
    return character == 0x061C
        || character == 0x200E
        || character == 0x200F
        || (character >= 0x202A && character <= 0x202E)
        || (character >= 0x2066 && character <= 0x2069);
  }

  /**
   * Letters and marks that are invisible: those of Unicode's property Default_Ignorable_Code_Point
   * (UAX #44) whose category is not already refused.
   */
  private static boolean isDefaultIgnorable(int character) {
    return character == 0x034F
        || character == 0x115F
        || character == 0x1160
        || character == 0x17B4
        || character == 0x17B5
        || (character >= 0x180B && character <= 0x180F)
        || character == 0x3164
        || (character >= 0xFE00 && character <= 0xFE0F)
        || character == 0xFFA0
        || (character >= 0xE0000 && character <= 0xE0FFF);
  }

  /** Without spaces of any kind at either end, which copying often leaves. */
  public static String trim(String input) {
    int from = 0;
    int to = input.length();
    // Every space separator of Unicode is a single char.
    while (from < to && Character.isSpaceChar(input.charAt(from))) {
      from++;
    }
    while (to > from && Character.isSpaceChar(input.charAt(to - 1))) {
      to--;
    }
    return input.substring(from, to);
  }

  /** Each run of spaces of any kind as one plain space. */
  public static String singleSpaced(String input) {
    return trim(input)
        .codePoints()
        .mapToObj(
            character -> Character.isSpaceChar(character) ? " " : Character.toString(character))
        .collect(Collectors.joining())
        .replaceAll(" {2,}", " ");
  }
}
