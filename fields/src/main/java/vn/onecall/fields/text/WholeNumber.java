package vn.onecall.fields.text;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.onecall.fields.ParseResult;
import vn.onecall.fields.ValidationError;

/**
 * A whole number within bounds, in plain digits; canonical without a plus sign and without leading
 * zeros. Its mask shows nothing, and it is not searched.
 */
public final class WholeNumber implements TextType {

  private static final int LONGEST = 24;

  private static final Pattern WRITTEN = Pattern.compile("[+-]?[0-9]{1,18}");

  private static final Pattern SHAPE = Pattern.compile("0|-?[1-9][0-9]{0,17}");

  private final long least;
  private final long most;

  public WholeNumber(long least, long most) {
    this.least = least;
    this.most = most;
  }

  @Override
  public String name() {
    return "whole-number";
  }

  @Override
  public ParseResult parse(String input) {
    Optional<ValidationError> refusal = Characters.refuse(input, LONGEST);
    if (refusal.isPresent()) {
      return new ParseResult.Invalid(refusal.get());
    }
    String written = Characters.code(input);
    if (!WRITTEN.matcher(written).matches()) {
      return new ParseResult.Invalid(ValidationError.FORMAT);
    }
    long number = Long.parseLong(written);
    return number < least || number > most
        ? new ParseResult.Invalid(ValidationError.OUT_OF_RANGE)
        : new ParseResult.Valid(Long.toString(number));
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

  @Override
  public int maxLength() {
    return LONGEST;
  }
}
