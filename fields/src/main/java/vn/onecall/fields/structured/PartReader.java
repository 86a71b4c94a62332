package vn.onecall.fields.structured;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.onecall.fields.FieldType;
import vn.onecall.fields.ParseResult;
import vn.onecall.fields.ValidationError;

/**
 * Parses the parts of one structured value, each by its own type, and keeps the first error. The
 * result has the parts in the order of the type.
 */
public final class PartReader {

  private final Map<String, String> given;
  private final Set<String> order;
  private final Map<String, String> read = new HashMap<>();
  private ParseResult.@Nullable Invalid refusal;

  public PartReader(StructuredType type, Map<String, String> given) {
    this.order = type.partNames();
    this.given = given;
  }

  public boolean has(String part) {
    return given.containsKey(part);
  }

  /** Parses a required part. */
  public void required(String part, FieldType type) {
    if (has(part)) {
      optional(part, type);
    } else {
      refuse(part, ValidationError.EMPTY);
    }
  }

  /** Parses an optional part. */
  public void optional(String part, FieldType type) {
    if (has(part)) {
      switch (type.parse(given.getOrDefault(part, ""))) {
        case ParseResult.Valid(String canonical) -> read.put(part, canonical);
        case ParseResult.Invalid(ValidationError reason, _) -> refuse(part, reason);
      }
    }
  }

  /** Refuses a part that does not fit with the others. */
  public void refuseIfPresent(String part) {
    if (has(part)) {
      refuse(part, ValidationError.UNFITTING_PART);
    }
  }

  public void refuse(String part, ValidationError reason) {
    if (refusal == null) {
      refusal = new ParseResult.Invalid(reason, part);
    }
  }

  /** The canonical value of a part; empty if there is none. */
  public String value(String part) {
    return read.getOrDefault(part, "");
  }

  /** Sets a part that is derived from others. */
  public void set(String part, String canonical) {
    read.put(part, canonical);
  }

  /** Removes a part that is derived from others. */
  public void drop(String part) {
    read.remove(part);
  }

  public ParseResult result() {
    if (refusal != null) {
      return refusal;
    }
    Map<String, String> ordered = new LinkedHashMap<>();
    for (String part : order) {
      if (read.containsKey(part)) {
        ordered.put(part, value(part));
      }
    }
    return new ParseResult.Valid(PartsEncoding.write(ordered));
  }
}
