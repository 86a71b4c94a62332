package vn.onecall.fields.structured;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import vn.onecall.fields.FieldInput;
import vn.onecall.fields.FieldType;
import vn.onecall.fields.ParseResult;
import vn.onecall.fields.ValidationError;
import vn.onecall.fields.text.Characters;

/**
 * A type whose input is an object with texts as parts. A canonical value is one text, written by
 * {@link PartsEncoding} with the parts in the order of the type; this is the only text that the
 * type accepts.
 */
public interface StructuredType extends FieldType {

  /**
   * The form of a part name. Only such a name is repeated in an error, so that no error repeats a
   * value.
   */
  Pattern PART_NAME = Pattern.compile("[a-z]+(-[a-z]+){0,3}");

  int LONGEST_PART_NAME = 32;

  /** The names of all parts, in the order in which they are written. */
  Set<String> partNames();

  /** Whether the parts are enough for a valid value. */
  boolean isComplete(Map<String, String> parts);

  /** Parses parts whose names are known and whose values are not blank. */
  ParseResult parseKnownParts(Map<String, String> parts);

  @Override
  default ParseResult parse(FieldInput input) {
    return switch (input) {
      case FieldInput.Parts(Map<String, String> parts) -> parseParts(parts);
      case FieldInput.Text(String text) -> parseText(text);
    };
  }

  /** Parses a text, which must be a canonical value. */
  default ParseResult parseText(String text) {
    if (Characters.isLonger(text, maxLength())) {
      return new ParseResult.Invalid(ValidationError.TOO_LONG);
    }
    if (Characters.isBlank(text)) {
      return new ParseResult.Invalid(ValidationError.EMPTY);
    }
    Optional<Map<String, String>> parts = PartsEncoding.read(text);
    return parts.isEmpty()
        ? new ParseResult.Invalid(ValidationError.PARTS_WANTED)
        : parseParts(parts.get());
  }

  /** Parses parts of any names. */
  default ParseResult parseParts(Map<String, String> parts) {
    for (String name : parts.keySet()) {
      if (!partNames().contains(name)) {
        return new ParseResult.Invalid(ValidationError.UNKNOWN_PART, partNameOrEmpty(name));
      }
    }
    Map<String, String> filledIn = new LinkedHashMap<>(parts);
    filledIn.values().removeIf(Characters::isBlank);
    return parseKnownParts(filledIn);
  }

  /** The name, if it has the form of a part name; else the empty text. */
  static String partNameOrEmpty(String name) {
    return name.length() <= LONGEST_PART_NAME && PART_NAME.matcher(name).matches() ? name : "";
  }

  @Override
  default Map<String, String> parts(String canonical) {
    Optional<Map<String, String>> parts = PartsEncoding.read(canonical);
    if (parts.isEmpty()
        || !partNames().containsAll(parts.get().keySet())
        || !isComplete(parts.get())) {
      throw new IllegalArgumentException("The value is not a canonical " + name());
    }
    return parts.get();
  }

  @Override
  default List<String> indexTerms(String canonical) {
    parts(canonical);
    return List.of();
  }
}
