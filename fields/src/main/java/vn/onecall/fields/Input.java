package vn.onecall.fields;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** What somebody handed in as the value of a field; personal data, so that it never prints. */
public sealed interface Input {

  /** One text, as typed. */
  record Text(String value) implements Input {
    @Override
    public String toString() {
      return "Text[(redacted)]";
    }
  }

  /**
   * An object of texts, such as an address or a bank account.
   *
   * @param values the parts by name; one that is blank counts as not there
   */
  record Parts(Map<String, String> values) implements Input {
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
