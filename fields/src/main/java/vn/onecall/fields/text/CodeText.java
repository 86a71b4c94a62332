package vn.onecall.fields.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.onecall.fields.ParseResult;
import vn.onecall.fields.ValidationError;

/**
 * A code: spaces, dots and dashes are removed, letters become upper case, and the rest must match
 * one pattern. A building block of other types; a policy does not name it.
 */
public record CodeText(String name, int maxLength, Pattern shape) implements TextType {

  @Override
  public ParseResult parse(String input) {
    Optional<ValidationError> refusal = Characters.refuse(input, maxLength);
    if (refusal.isPresent()) {
      return new ParseResult.Invalid(refusal.get());
    }
    String code = compact(input).toUpperCase(Locale.ROOT);
    return shape.matcher(code).matches()
        ? new ParseResult.Valid(code)
        : new ParseResult.Invalid(ValidationError.FORMAT);
  }

  /** Without the separators that people write between groups of digits. */
  public static String compact(String input) {
    return Characters.code(input).replaceAll("[ .-]", "");
  }

  @Override
  public String mask(String canonical) {
    CanonicalForm.require(this, shape, canonical);
    return Masks.HIDDEN;
  }

  @Override
  public List<String> indexTerms(String canonical) {
    CanonicalForm.require(this, shape, canonical);
    return List.of();
  }
}
