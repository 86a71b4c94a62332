package vn.onecall.server.envelopes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import vn.onecall.keeper.decisions.ShownSubject;
import vn.onecall.keeper.decisions.ShownValue;

/**
 * The content of an envelope: JSON with a reference known only to the recipient, the purpose, and
 * the fields. It contains no id of the customer.
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
    for (ShownValue value : subject.values()) {
      fields
          .computeIfAbsent(value.field(), any -> new ArrayList<>(1))
          .add(value.value().parts().isEmpty() ? value.value().reveal() : value.value().parts());
    }
    all.put("fields", fields);
    return JSON.writeValueAsBytes(all);
  }
}
