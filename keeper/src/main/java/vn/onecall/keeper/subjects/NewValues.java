package vn.onecall.keeper.subjects;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Values on their way in: for each field its items, each accepted by the field's type and in
 * canonical form. Personal data, so that it never prints.
 *
 * @param items the items by field, in order
 */
public record NewValues(Map<String, List<String>> items) {

  /** No value. */
  public static final NewValues NONE = new NewValues(Map.of());

  public NewValues {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    items.forEach((field, values) -> copy.put(field, List.copyOf(values)));
    items = Collections.unmodifiableMap(copy);
  }

  /** One value a field. */
  public static NewValues of(Map<String, String> values) {
    Map<String, List<String>> items = new LinkedHashMap<>();
    values.forEach((field, value) -> items.put(field, List.of(value)));
    return new NewValues(items);
  }

  /** The fields that have values here. */
  public Set<String> fields() {
    return items.keySet();
  }

  /** The items of a field; none if it has none here. */
  public List<String> of(String field) {
    return items.getOrDefault(field, List.of());
  }

  /** Names the fields only. */
  @Override
  public String toString() {
    return "NewValues" + items.keySet();
  }
}
