package vn.onecall.fields;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The number of an identity card of the old kind (CMND), nine digits without a structure that could
 * be checked. The cards are void since 2025: the type is for numbers that a company already holds.
 *
 * <p>Canonical as nine digits, which is also the index term. The mask shows the last three.
 */
final class LegacyIdentityNumber implements TextType {

  private static final int LONGEST = 40;
  private static final int SHOWN_DIGITS = 3;

  private static final Pattern SHAPE = Pattern.compile("[0-9]{9}");

  private final TextType digits = new Coded("identity-number-legacy", LONGEST, SHAPE);

  @Override
  public String name() {
    return "identity-number-legacy";
  }

  @Override
  public Parsed parse(String input) {
    return digits.parse(input);
  }

  @Override
  public String mask(String canonical) {
    Canonical.require(this, SHAPE, canonical);
    return Masks.last(canonical, SHOWN_DIGITS);
  }

  @Override
  public List<String> indexTerms(String canonical) {
    Canonical.require(this, SHAPE, canonical);
    return List.of(canonical);
  }

  @Override
  public int maxLength() {
    return LONGEST;
  }
}
