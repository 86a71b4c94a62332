package vn.onecall.messages;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.MessagePattern;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One message of a bundle: its pattern in each language. Patterns are read when they are used, for
 * ICU takes a quarter of a second to begin, which a server's start has no time for.
 */
record Message(String key, String vi, String en) {
  private static final Locale VIETNAMESE = Locale.of("vi", "VN");

  Message {
    if (vi.isBlank() || en.isBlank()) {
      throw new IllegalStateException("'" + key + "' is empty.");
    }
  }

  /**
   * The arguments that both patterns take.
   *
   * @throws IllegalStateException if one is no pattern, or they differ in their arguments
   */
  Set<String> arguments() {
    Set<String> arguments = arguments(vi);
    if (!arguments.equals(arguments(en))) {
      throw new IllegalStateException("'" + key + "' takes other arguments in English.");
    }
    return arguments;
  }

  private Set<String> arguments(String pattern) {
    if (isPlain(pattern)) {
      return Set.of();
    }
    MessagePattern read;
    try {
      read = new MessagePattern(pattern);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IllegalStateException("'" + key + "' is no pattern of MessageFormat.", e);
    }
    Set<String> names = new TreeSet<>();
    for (int at = 0; at < read.countParts(); at++) {
      MessagePattern.Part part = read.getPart(at);
      if (part.getType() == MessagePattern.Part.Type.ARG_NAME
          || part.getType() == MessagePattern.Part.Type.ARG_NUMBER) {
        names.add(read.getSubstring(part));
      }
    }
    return Collections.unmodifiableSet(names);
  }

  /** The text, with a value for each argument; a text in both languages is put in in each. */
  BilingualText words(Map<String, ?> values) {
    return new BilingualText(format(vi, VIETNAMESE, values), format(en, Locale.ENGLISH, values));
  }

  private static String format(String pattern, Locale language, Map<String, ?> values) {
    if (isPlain(pattern)) {
      return pattern;
    }
    Map<String, Object> inLanguage = new HashMap<>();
    values.forEach((name, value) ->
        inLanguage.put(name, value instanceof BilingualText text ? text.in(language) : value));
    return new MessageFormat(pattern, language).format(inLanguage);
  }

  /** Whether a pattern is its own text: no argument, and nothing quoted. */
  private static boolean isPlain(String pattern) {
    return pattern.indexOf('{') < 0 && pattern.indexOf('}') < 0 && !pattern.contains("''");
  }
}
