package vn.onecall.policy.publishing;

import java.util.List;
import java.util.Map;

/** Writes maps, lists and texts as JSON. Keys keep their order: equal input gives equal text. */
final class JsonText {

  private final StringBuilder json = new StringBuilder();

  private JsonText() {}

  static String of(Map<String, Object> document) {
    JsonText text = new JsonText();
    text.write(document, "\n");
    return text.json.append('\n').toString();
  }

  private void write(Object value, String line) {
    switch (value) {
      case Map<?, ?> map -> {
        json.append('{');
        String separator = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          json.append(separator).append(line).append("  ");
          quote(String.valueOf(entry.getKey()));
          json.append(": ");
          write(entry.getValue(), line + "  ");
          separator = ",";
        }
        json.append(map.isEmpty() ? "" : line).append('}');
      }
      case List<?> list -> {
        json.append('[');
        String separator = "";
        for (Object item : list) {
          json.append(separator).append(line).append("  ");
          write(item, line + "  ");
          separator = ",";
        }
        json.append(list.isEmpty() ? "" : line).append(']');
      }
      case String text -> quote(text);
      default -> throw new IllegalArgumentException("A document holds maps, lists and texts");
    }
  }

  private void quote(String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }
}
