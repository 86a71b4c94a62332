package vn.onecall.fields;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** An input for the value of a field. It is personal data, so {@code toString} shows none of it. */
public sealed interface FieldInput {

  /** One text, as it was typed. */
  record Text(String value) implements FieldInput {
    @Override
    public String toString() {
      return "Text[(redacted)]";
    }
  }

  /**
   * An object of texts, such as an address or a bank account.
   *
   * @param values the parts by name; a blank part counts as absent
   */
  record Parts(Map<String, String> values) implements FieldInput {
    public Parts {
      values.forEach((name, value) -> {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
      });
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    @Override
    public String toString() {
      return "Parts[(redacted)]";
    }
  }
}
