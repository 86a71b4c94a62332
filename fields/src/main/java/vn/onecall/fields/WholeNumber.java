package vn.onecall.fields;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A whole number from a least to a most, in plain digits; canonical without a plus sign and without
 * zeros in front. Its mask shows nothing, and it is not searched.
 */
final class WholeNumber implements TextType {

  private static final int LONGEST = 24;

  private static final Pattern WRITTEN = Pattern.compile("[+-]?[0-9]{1,18}");

  private static final Pattern SHAPE = Pattern.compile("0|-?[1-9][0-9]{0,17}");

  private final long least;
  private final long most;

  WholeNumber(long least, long most) {
    this.least = least;
    this.most = most;
  }

  @Override
  public String name() {
    return "whole-number";
  }

  @Override
  public Parsed parse(String input) {
    Optional<Reason> refusal = Characters.refuse(input, LONGEST);
    if (refusal.isPresent()) {
      return new Parsed.Invalid(refusal.get());
    }
    String written = Characters.trim(input);
    if (!WRITTEN.matcher(written).matches()) {
      return new Parsed.Invalid(Reason.FORMAT);
    }
    long number = Long.parseLong(written);
    return number < least || number > most
        ? new Parsed.Invalid(Reason.OUT_OF_RANGE)
        : new Parsed.Valid(Long.toString(number));
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

  @Override
  public int maxLength() {
    return LONGEST;
  }
}
