package vn.onecall.fields;

import java.util.LinkedHashMap;
import java.util.Map;

/** What tests write down of a reading: the canonical value, or the refusal and its part. */
public final class ParseNotation {

  private ParseNotation() {}

  public static String of(FieldType type, String typed) {
    return said(type.parse(typed));
  }

  /** Reads parts written as {@code name=value | name=value}. */
  public static String ofParts(FieldType type, String parts) {
    return said(type.parse(new FieldInput.Parts(parts(parts))));
  }

  public static Map<String, String> parts(String written) {
    Map<String, String> parts = new LinkedHashMap<>();
    for (String part : written.split(" \\| ", -1)) {
      int equals = part.indexOf('=');
      parts.put(part.substring(0, equals), part.substring(equals + 1));
    }
    return parts;
  }

  private static String said(ParseResult parsed) {
    return switch (parsed) {
      case ParseResult.Valid(String canonical) -> canonical;
      case ParseResult.Invalid(ValidationError reason, String part) ->
          part.isEmpty() ? "refused: " + reason : "refused: " + reason + " of " + part;
    };
  }
}
