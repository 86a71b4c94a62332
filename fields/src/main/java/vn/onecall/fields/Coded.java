package vn.onecall.fields;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A part that is a code: its spaces, dots and dashes are dropped, its letters made capital, and the
 * rest must have one shape. No type of the policy by itself.
 */
record Coded(String name, int maxLength, Pattern shape) implements TextType {

  @Override
  public Parsed parse(String input) {
    Optional<Reason> refusal = Characters.refuse(input, maxLength);
    if (refusal.isPresent()) {
      return new Parsed.Invalid(refusal.get());
    }
    String code = compact(input).toUpperCase(Locale.ROOT);
    return shape.matcher(code).matches()
        ? new Parsed.Valid(code)
        : new Parsed.Invalid(Reason.FORMAT);
  }

  /** Without what people put between groups of digits. */
  static String compact(String input) {
    return Characters.singleSpaced(input).replaceAll("[ .-]", "");
  }

  @Override
  public String mask(String canonical) {
    Canonical.require(this, shape, canonical);
    return Masks.HIDDEN;
  }

  @Override
  public List<String> indexTerms(String canonical) {
    Canonical.require(this, shape, canonical);
    return List.of();
  }
}
