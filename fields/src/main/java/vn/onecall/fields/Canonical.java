package vn.onecall.fields;

import java.util.regex.Pattern;

/**
 * The check that a value handed back to its type has the shape of those that the type gives out. It
 * is no second parsing: what was good when it was stored stays good when a later list of area codes
 * or a later Unicode thinks otherwise.
 */
final class Canonical {
  private Canonical() {}

  static void require(FieldType type, Pattern shape, String value) {
    if (!shape.matcher(value).matches()) {
      throw new IllegalArgumentException("The value is not a canonical " + type.name());
    }
  }

  /** The same for a type whose parsing never changes: one that parses to itself. */
  static void requireParsed(FieldType type, TextType parser, String value) {
    if (!parser.parse(value).equals(new Parsed.Valid(value))) {
      throw new IllegalArgumentException("The value is not a canonical " + type.name());
    }
  }
}
