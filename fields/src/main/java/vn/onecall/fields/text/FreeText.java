package vn.onecall.fields.text;

import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.onecall.fields.ParseResult;
import vn.onecall.fields.ValidationError;

/**
 * Text of any kind, such as a complaint or a story: up to 4,000 code points, on several lines.
 * Canonical in Unicode's NFC, with plain spaces and line feeds, and no space at the end of a line.
 * The joiners and modifiers of emoji are accepted between emoji, and nowhere else.
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

  @Override
  public String name() {
    return "free-text";
  }

  @Override
  public ParseResult parse(String input) {
    if (Characters.isLonger(input, LONGEST_INPUT)) {
      return new ParseResult.Invalid(ValidationError.TOO_LONG);
    }
    String text = trimmed(Normalizer.normalize(input, Normalizer.Form.NFC));
    if (text.isEmpty()) {
      return new ParseResult.Invalid(ValidationError.EMPTY);
    }
    Optional<ValidationError> refusal = refusal(text);
    if (refusal.isPresent()) {
      return new ParseResult.Invalid(refusal.get());
    }
    if (Characters.isLonger(text, LONGEST)) {
      return new ParseResult.Invalid(ValidationError.TOO_LONG);
    }
    return Masks.isMask(text.replace('\n', ' '))
        ? new ParseResult.Invalid(ValidationError.MASKED)
        : new ParseResult.Valid(text);
  }

  private static String trimmed(String text) {
    String lines =
        text.replace("\r\n", "\n")
            .replace('\r', '\n')
            .replace('\u2028', '\n')
            .replace('\u2029', '\n')
            .codePoints()
            .map(character -> Character.isSpaceChar(character) ? ' ' : character)
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    return lines.lines().map(FreeText::withoutEnd).collect(Collectors.joining("\n")).strip();
  }

  private static String withoutEnd(String line) {
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) == ' ') {
      end--;
    }
    return line.substring(0, end);
  }

  private static Optional<ValidationError> refusal(String text) {
    int[] characters = text.codePoints().toArray();
    for (int at = 0; at < characters.length; at++) {
      if (characters[at] != '\n' && !isOfAnEmoji(characters, at)) {
        Optional<ValidationError> refusal = Characters.refuse(characters[at]);
        if (refusal.isPresent()) {
          return refusal;
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isOfAnEmoji(int[] characters, int at) {
    int before = at == 0 ? 0 : characters[at - 1];
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
