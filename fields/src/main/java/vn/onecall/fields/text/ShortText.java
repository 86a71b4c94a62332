package vn.onecall.fields.text;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.onecall.fields.ParseResult;
import vn.onecall.fields.ValidationError;

/**
 * One line of text, canonical in Unicode's NFC with single spaces. A mask that is sent back as the
 * value is refused.
 *
 * <p>Its own mask shows nothing, and it is not searched.
 */
public final class ShortText implements TextType {

  private static final Pattern SHAPE = Pattern.compile("[^ \n](.*[^ \n])?");

  private final String name;
  private final int longest;

  /**
   * A text of one line.
   *
   * @param longest in code points, once canonical
   */
  public ShortText(String name, int longest) {
    this.name = name;
    this.longest = longest;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ParseResult parse(String input) {
    Optional<ValidationError> refusal = Characters.refuse(input, maxLength());
    if (refusal.isPresent()) {
      return new ParseResult.Invalid(refusal.get());
    }
    String text = Characters.line(input);
    if (Characters.isLonger(text, longest)) {
      return new ParseResult.Invalid(ValidationError.TOO_LONG);
    }
    return Masks.isMask(text)
        ? new ParseResult.Invalid(ValidationError.MASKED)
        : new ParseResult.Valid(text);
  }

  @Override
  public String mask(String canonical) {
    CanonicalForm.require(this, SHAPE, canonical);
    return Masks.HIDDEN;
  }

  @Override
  public List<String> indexTerms(String canonical) {
    CanonicalForm.require(this, SHAPE, canonical);
    return List.of();
  }

  /** A decomposed Vietnamese letter takes three code points. */
  @Override
  public int maxLength() {
    return 3 * longest;
  }
}
