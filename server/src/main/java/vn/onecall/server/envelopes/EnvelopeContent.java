package vn.onecall.server.envelopes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import vn.onecall.keeper.decisions.ShownSubject;
import vn.onecall.keeper.decisions.ShownValue;
import vn.onecall.messages.BilingualText;

/**
 * The content of an envelope: JSON with a reference known only to the recipient, the purpose, and
 * the fields; where a value holds a code, beside them its name in Vietnamese, value by value. It
 * contains no id of the customer.
 */
public final class EnvelopeContent {
  /** The media type of the content. */
  public static final String TYPE = "application/json";

  private static final JsonMapper JSON = JsonMapper.shared();

  private EnvelopeContent() {}

  /**
   * Writes the content.
   *
   * @param head what is said before the fields, in order
   * @param subject the opened fields
   */
  public static byte[] of(Map<String, String> head, ShownSubject subject) {
    Map<String, Object> all = new LinkedHashMap<>(head);
    Map<String, List<Object>> fields = new LinkedHashMap<>();
    Map<String, List<Map<String, String>>> names = new LinkedHashMap<>();
    for (ShownValue value : subject.values()) {
      names
          .computeIfAbsent(value.field(), any -> new ArrayList<>(1))
          .add(names(value.value().names()));
      fields
          .computeIfAbsent(value.field(), any -> new ArrayList<>(1))
          .add(value.value().parts().isEmpty() ? value.value().reveal() : value.value().parts());
    }
    all.put("fields", fields);
    names.values().removeIf(each -> each.stream().allMatch(Map::isEmpty));
    if (!names.isEmpty()) {
      all.put("names", names);
    }
    return JSON.writeValueAsBytes(all);
  }

  private static Map<String, String> names(Map<String, BilingualText> byPart) {
    Map<String, String> names = new LinkedHashMap<>();
    byPart.forEach((part, name) -> names.put(part.isEmpty() ? "value" : part, name.vi()));
    return names;
  }
}
