package vn.onecall.fields;

import java.util.LinkedHashMap;
import java.util.Map;

/** What tests write down of a reading: the canonical value, or the refusal and its part. */
final class Reading {

  private Reading() {}

  static String of(FieldType type, String typed) {
    return said(type.parse(typed));
  }

  /** Reads parts written as {@code name=value | name=value}. */
  static String ofParts(FieldType type, String parts) {
    return said(type.parse(new Input.Parts(parts(parts))));
  }

  static Map<String, String> parts(String written) {
    Map<String, String> parts = new LinkedHashMap<>();
    for (String part : written.split(" \\| ", -1)) {
      int equals = part.indexOf('=');
      parts.put(part.substring(0, equals), part.substring(equals + 1));
    }
    return parts;
  }

  private static String said(Parsed parsed) {
    return switch (parsed) {
      case Parsed.Valid(String canonical) -> canonical;
      case Parsed.Invalid(Reason reason, String part) ->
          part.isEmpty() ? "refused: " + reason : "refused: " + reason + " of " + part;
    };
  }
}
