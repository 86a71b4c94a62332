package vn.onecall.fields;

import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One line of text, canonical in Unicode's NFC with single spaces. A mask that comes back as the
 * value is refused.
 *
 * <p>Its own mask shows nothing, and it is not searched.
 */
final class ShortText implements TextType {

  private static final Pattern SHAPE = Pattern.compile("[^ \n](.*[^ \n])?");

  private final String name;
  private final int longest;

  /**
   * A line.
   *
   * @param longest in code points, once canonical
   */
  ShortText(String name, int longest) {
    this.name = name;
    this.longest = longest;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Parsed parse(String input) {
    Optional<Reason> refusal = Characters.refuse(input, maxLength());
    if (refusal.isPresent()) {
      return new Parsed.Invalid(refusal.get());
    }
    String text = Characters.singleSpaced(Normalizer.normalize(input, Normalizer.Form.NFC));
    if (Characters.isLonger(text, longest)) {
      return new Parsed.Invalid(Reason.TOO_LONG);
    }
    return Masks.isMask(text) ? new Parsed.Invalid(Reason.MASKED) : new Parsed.Valid(text);
  }

  @Override
  public String mask(String canonical) {
    Canonical.require(this, SHAPE, canonical);
    return Masks.HIDDEN;
  }

  @Override
  public List<String> indexTerms(String canonical) {
    Canonical.require(this, SHAPE, canonical);
    return List.of();
  }

  /** A decomposed Vietnamese letter takes three code points. */
  @Override
  public int maxLength() {
    return 3 * longest;
  }
}
