package vn.onecall.fields;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The one text that a structured value is kept as: {@code name=value} of each part, parted by
 * semicolons. In a value a semicolon and a backslash have a backslash before them. What is read
 * back is what was written.
 */
final class PartsText {

  private static final Pattern NAME = Pattern.compile("[a-z]+(-[a-z]+)*");

  private static final int LONGEST_NAME = 32;

  private PartsText() {}

  static String write(Map<String, String> parts) {
    return parts.entrySet().stream()
        .map(part -> part.getKey() + "=" + escaped(part.getValue()))
        .collect(Collectors.joining(";"));
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace(";", "\\;");
  }

  /** The parts in the order written; empty if the text was never written here. */
  static Optional<Map<String, String>> read(String text) {
    // So that a long text which is something else is not read to its end.
    if (text.lastIndexOf('=', LONGEST_NAME) < 0) {
      return Optional.empty();
    }
    Map<String, String> parts = new LinkedHashMap<>();
    StringBuilder part = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      char character = text.charAt(at);
      if (character == '\\') {
        at++;
        if (at == text.length() || (text.charAt(at) != '\\' && text.charAt(at) != ';')) {
          return Optional.empty();
        }
        part.append(text.charAt(at));
      } else if (character != ';') {
        part.append(character);
      } else if (!add(part, parts)) {
        return Optional.empty();
      }
    }
    return add(part, parts) ? Optional.of(parts) : Optional.empty();
  }

  /** Takes the part gathered so far, unless it is none or has been there before. */
  private static boolean add(StringBuilder gathered, Map<String, String> parts) {
    int equals = gathered.indexOf("=");
    if (equals < 0
        || equals > LONGEST_NAME
        || !NAME.matcher(gathered.substring(0, equals)).matches()) {
      return false;
    }
    String name = gathered.substring(0, equals);
    String value = gathered.substring(equals + 1);
    gathered.setLength(0);
    return parts.putIfAbsent(name, value) == null;
  }
}
