package vn.onecall.fields;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A type whose input is an object of texts. Canonical values are written as {@link PartsText}, with
 * the parts in the type's order, and are the one text that it takes.
 */
interface StructuredType extends FieldType {

  /** What may be a part's name and is therefore repeated in a refusal; nothing else is. */
  Pattern SPEAKABLE = Pattern.compile("[a-z]+(-[a-z]+){0,3}");

  int LONGEST_SPEAKABLE = 32;

  /** The names of all parts, in the order in which they are written. */
  Set<String> partNames();

  /** Whether the parts are enough for a value. */
  boolean whole(Map<String, String> parts);

  /** Reads parts whose names are known, none of them blank. */
  Parsed parseKnown(Map<String, String> parts);

  @Override
  default Parsed parse(Input input) {
    return switch (input) {
      case Input.Parts(Map<String, String> parts) -> parseParts(parts);
      case Input.Text(String text) -> parseText(text);
    };
  }

  /** Reads a text, which only the type itself can have written. */
  default Parsed parseText(String text) {
    if (Characters.isLonger(text, maxLength())) {
      return new Parsed.Invalid(Reason.TOO_LONG);
    }
    if (Characters.trim(text).isEmpty()) {
      return new Parsed.Invalid(Reason.EMPTY);
    }
    Optional<Map<String, String>> parts = PartsText.read(text);
    return parts.isEmpty() ? new Parsed.Invalid(Reason.PARTS_WANTED) : parseParts(parts.get());
  }

  /** Reads parts of any name. */
  default Parsed parseParts(Map<String, String> parts) {
    for (String name : parts.keySet()) {
      if (!partNames().contains(name)) {
        return new Parsed.Invalid(Reason.UNKNOWN_PART, speakable(name));
      }
    }
    Map<String, String> filledIn = new LinkedHashMap<>(parts);
    filledIn.values().removeIf(value -> Characters.trim(value).isEmpty());
    return parseKnown(filledIn);
  }

  /** A part's name if it can be one; the empty text for anything else that came in its place. */
  static String speakable(String name) {
    return name.length() <= LONGEST_SPEAKABLE && SPEAKABLE.matcher(name).matches() ? name : "";
  }

  @Override
  default Map<String, String> parts(String canonical) {
    Optional<Map<String, String>> parts = PartsText.read(canonical);
    if (parts.isEmpty() || !partNames().containsAll(parts.get().keySet()) || !whole(parts.get())) {
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
