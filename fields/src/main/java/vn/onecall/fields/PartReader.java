package vn.onecall.fields;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parts of one structured value, each by a type of its own, and remembers the first
 * refusal. Parts are written in the type's order.
 */
final class PartReader {

  private final Map<String, String> given;
  private final Set<String> order;
  private final Map<String, String> read = new HashMap<>();
  private Parsed.@Nullable Invalid refusal;

  PartReader(StructuredType type, Map<String, String> given) {
    this.order = type.partNames();
    this.given = given;
  }

  boolean has(String part) {
    return given.containsKey(part);
  }

  /** Reads a part that must be there. */
  void required(String part, FieldType type) {
    if (has(part)) {
      optional(part, type);
    } else {
      refuse(part, Reason.EMPTY);
    }
  }

  /** Reads a part that may be there. */
  void optional(String part, FieldType type) {
    if (has(part)) {
      switch (type.parse(given.getOrDefault(part, ""))) {
        case Parsed.Valid(String canonical) -> read.put(part, canonical);
        case Parsed.Invalid(Reason reason, _) -> refuse(part, reason);
      }
    }
  }

  /** Refuses a part that does not go with the others. */
  void absent(String part) {
    if (has(part)) {
      refuse(part, Reason.UNFITTING_PART);
    }
  }

  void refuse(String part, Reason reason) {
    if (refusal == null) {
      refusal = new Parsed.Invalid(reason, part);
    }
  }

  /** What was read of a part; empty if nothing was. */
  String value(String part) {
    return read.getOrDefault(part, "");
  }

  /** Sets a part that follows from others. */
  void set(String part, String canonical) {
    read.put(part, canonical);
  }

  /** Leaves out a part that follows from others. */
  void drop(String part) {
    read.remove(part);
  }

  Parsed result() {
    if (refusal != null) {
      return refusal;
    }
    Map<String, String> ordered = new LinkedHashMap<>();
    for (String part : order) {
      if (read.containsKey(part)) {
        ordered.put(part, value(part));
      }
    }
    return new Parsed.Valid(PartsText.write(ordered));
  }
}
