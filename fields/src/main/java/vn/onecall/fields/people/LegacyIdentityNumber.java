package vn.onecall.fields.people;

import java.util.List;
import java.util.regex.Pattern;
import vn.onecall.fields.ParseResult;
import vn.onecall.fields.text.CanonicalForm;
import vn.onecall.fields.text.CodeText;
import vn.onecall.fields.text.Masks;
import vn.onecall.fields.text.TextType;

/**
 * The number of an identity card of the old kind (CMND), nine digits without any structure to
 * check. The cards are void since 2025; the type is for numbers that a company already holds.
 *
 * <p>Canonical as nine digits, which is also the index term. The mask shows the last three.
 */
final class LegacyIdentityNumber implements TextType {

  private static final int LONGEST = 40;
  private static final int SHOWN_DIGITS = 3;

  private static final Pattern SHAPE = Pattern.compile("[0-9]{9}");

  private final TextType digits = new CodeText("identity-number-legacy", LONGEST, SHAPE);

  @Override
  public String name() {
    return "identity-number-legacy";
  }

  @Override
  public ParseResult parse(String input) {
    return digits.parse(input);
  }

  @Override
  public String mask(String canonical) {
    CanonicalForm.require(this, SHAPE, canonical);
    return Masks.last(canonical, SHOWN_DIGITS);
  }

  @Override
  public List<String> indexTerms(String canonical) {
    CanonicalForm.require(this, SHAPE, canonical);
    return List.of(canonical);
  }

  @Override
  public int maxLength() {
    return LONGEST;
  }
}
