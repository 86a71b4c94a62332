package vn.onecall.fields.text;

import java.util.regex.Pattern;
import vn.onecall.fields.FieldType;
import vn.onecall.fields.ParseResult;

/**
 * Checks that a value has the shape of the canonical values of its type. It does not parse again: a
 * value that was valid when it was stored stays valid under a later list of area codes or a later
 * version of Unicode.
 */
public final class CanonicalForm {
  private CanonicalForm() {}

  public static void require(FieldType type, Pattern shape, String value) {
    if (!shape.matcher(value).matches()) {
      throw new IllegalArgumentException("The value is not a canonical " + type.name());
    }
  }

  /** The same for a type whose parsing never changes: the value must parse to itself. */
  public static void requireParsed(FieldType type, TextType parser, String value) {
    if (!parser.parse(value).equals(new ParseResult.Valid(value))) {
      throw new IllegalArgumentException("The value is not a canonical " + type.name());
    }
  }
}
