package vn.onecall.fields.structured;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The canonical text of a structured value: {@code name=value} for each part, separated by
 * semicolons. In a value, a backslash escapes a semicolon or a backslash. Reading returns exactly
 * what was written.
 */
public final class PartsEncoding {

  private static final Pattern NAME = Pattern.compile("[a-z]+(-[a-z]+)*");

  private static final int LONGEST_NAME = 32;

  private PartsEncoding() {}

  public static String write(Map<String, String> parts) {
    return parts.entrySet().stream()
        .map(part -> part.getKey() + "=" + escaped(part.getValue()))
        .collect(Collectors.joining(";"));
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace(";", "\\;");
  }

  /** The parts in the order written; empty if the text is not such an encoding. */
  public static Optional<Map<String, String>> read(String text) {
    // A long text that is something else is not read to its end.
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

  /** Adds the part gathered so far; false if it is malformed or a duplicate. */
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
