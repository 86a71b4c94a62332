package vn.onecall.fields.text;

import java.text.Normalizer;
import java.util.List;
import java.util.stream.Collectors;
import vn.onecall.fields.ParseResult;
import vn.onecall.fields.ValidationError;

/**
 * Text of any kind, such as a complaint or a story: up to 4,000 code points, on several lines.
 * Canonical in Unicode's NFC, with plain spaces and line feeds, and no space at the end of a line.
 *
 * <p>No text is refused for a sign that cannot be seen: what a person asks for by right stands in
 * such texts. A tab becomes a space; control characters, marks of direction and other invisible
 * signs are dropped, but for the joiners and modifiers of emoji between emoji; and what Unicode
 * does not define, half a pair of surrogates included, becomes the replacement character, which
 * shows that something stood there.
 *
 * <p>Its mask shows nothing, and it is not searched.
 */
public final class FreeText implements TextType {

  private static final int LONGEST = 4000;

  /** A decomposed Vietnamese letter takes three code points. */
  private static final int LONGEST_INPUT = 3 * LONGEST;

  private static final int JOINER = 0x200D;
  private static final int EMOJI_STYLE = 0xFE0F;
  private static final int KEYCAP = 0x20E3;
  private static final int REPLACEMENT = 0xFFFD;

  @Override
  public String name() {
    return "free-text";
  }

  @Override
  public ParseResult parse(String input) {
    if (Characters.isLonger(input, LONGEST_INPUT)) {
      return new ParseResult.Invalid(ValidationError.TOO_LONG);
    }
    String text = Normalizer.normalize(cleaned(input), Normalizer.Form.NFC);
    text = text.lines().map(FreeText::withoutEnd).collect(Collectors.joining("\n")).strip();
    if (text.isEmpty()) {
      return new ParseResult.Invalid(ValidationError.EMPTY);
    }
    if (Characters.isLonger(text, LONGEST)) {
      return new ParseResult.Invalid(ValidationError.TOO_LONG);
    }
    return Masks.isMask(text.replace('\n', ' '))
        ? new ParseResult.Invalid(ValidationError.MASKED)
        : new ParseResult.Valid(text);
  }

  private static String cleaned(String text) {
    int[] characters = text.replace("\r\n", "\n").codePoints().toArray();
    StringBuilder cleaned = new StringBuilder(text.length());
    for (int at = 0; at < characters.length; at++) {
      int each = characters[at];
      if (endsALine(each)) {
        cleaned.append('\n');
      } else if (Characters.isBlank(each)) {
        cleaned.append(' ');
      } else if (isOfAnEmoji(last(cleaned), characters, at)) {
        cleaned.appendCodePoint(each);
      } else if (!Characters.isInvisible(each)) {
        append(cleaned, each);
      }
    }
    return cleaned.toString();
  }

  private static void append(StringBuilder cleaned, int character) {
    switch (Character.getType(character)) {
      case Character.CONTROL, Character.FORMAT -> {}
      case Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE ->
          cleaned.appendCodePoint(REPLACEMENT);
      default -> cleaned.appendCodePoint(character);
    }
  }

  private static boolean endsALine(int character) {
    return (character >= '\n' && character <= '\r')
        || character == 0x85
        || character == 0x2028
        || character == 0x2029;
  }

  private static String withoutEnd(String line) {
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) == ' ') {
      end--;
    }
    return line.substring(0, end);
  }

  private static int last(StringBuilder text) {
    return text.isEmpty() ? 0 : text.codePointBefore(text.length());
  }

  /** Looks at what was kept before a sign: what was dropped joins nothing. */
  private static boolean isOfAnEmoji(int before, int[] characters, int at) {
    int after = at + 1 == characters.length ? 0 : characters[at + 1];
    return switch (characters[at]) {
      case EMOJI_STYLE -> Character.isExtendedPictographic(before) || after == KEYCAP;
      case JOINER ->
          (Character.isExtendedPictographic(before)
                  || Character.isEmojiModifier(before)
                  || before == EMOJI_STYLE)
              && Character.isExtendedPictographic(after);
      default -> false;
    };
  }

  @Override
  public String mask(String canonical) {
    requireCanonical(canonical);
    return Masks.HIDDEN;
  }

  @Override
  public List<String> indexTerms(String canonical) {
    requireCanonical(canonical);
    return List.of();
  }

  private void requireCanonical(String value) {
    if (value.isEmpty() || !value.equals(value.strip())) {
      throw new IllegalArgumentException("The value is not a canonical " + name());
    }
  }

  @Override
  public int maxLength() {
    return LONGEST_INPUT;
  }
}
