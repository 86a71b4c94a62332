package vn.onecall.messages;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The texts for people of one package, each in Vietnamese and English.
 *
 * <p>They stand in two files in UTF-8, {@code messages_vi.properties} and {@code
 * messages_en.properties}, in the resources at the package's own path. A text is a pattern of ICU's
 * {@link com.ibm.icu.text.MessageFormat}, with arguments that are either numbered ({@code {0}}) or
 * named ({@code {today}}). Both files have the same keys, none without a text; a bundle of which
 * this is not true fails to load, and with it the class that holds it in a constant.
 *
 * <p>A class holds its bundle as {@code private static final Messages MESSAGES} and names keys as
 * string literals. So {@link MessagesCheck} proves in the build what is only found out in use
 * otherwise: that there is such a text, and that it takes just these arguments in both languages.
 */
public final class Messages {
  private static final Map<Package, Messages> LOADED = new ConcurrentHashMap<>();

  private final String name;
  private final SortedMap<String, Message> messages;

  private Messages(String name, SortedMap<String, Message> messages) {
    this.name = name;
    this.messages = messages;
  }

  /**
   * The bundle of a class's package.
   *
   * @throws IllegalStateException if there is none, or it is not whole
   */
  public static Messages beside(Class<?> owner) {
    return LOADED.computeIfAbsent(owner.getPackage(), any -> load(owner));
  }

  private static Messages load(Class<?> owner) {
    try (Reader vi = open(owner, Bundle.file("vi"));
        Reader en = open(owner, Bundle.file("en"))) {
      return new Messages(owner.getPackageName(), Bundle.read(vi, en));
    } catch (IllegalStateException e) {
      throw new IllegalStateException(
          "The messages of " + owner.getPackageName() + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Reader open(Class<?> owner, String file) {
    InputStream stream = owner.getResourceAsStream(file);
    if (stream == null) {
      throw new IllegalStateException("There is no " + file + ".");
    }
    return new InputStreamReader(stream, StandardCharsets.UTF_8);
  }

  /**
   * A text with its numbered arguments filled in, if it has any.
   *
   * @param values as many as the text has arguments; a number is written as the language writes it,
   *     a {@link BilingualText} in that language, all else as {@code toString} does
   * @throws IllegalArgumentException if there is no such text, or it takes other arguments
   */
  public BilingualText words(String key, Object... values) {
    Map<String, Object> numbered = new HashMap<>();
    for (Object value : values) {
      numbered.put(Integer.toString(numbered.size()), value);
    }
    Message message = message(key);
    if (!message.arguments().equals(numbered.keySet())) {
      throw wrong(key, message, numbered);
    }
    return message.words(numbered);
  }

  /**
   * A text with its named arguments filled in.
   *
   * @param values by name, written as numbered ones are; one that the text does not name is passed
   *     over
   * @throws IllegalArgumentException if there is no such text, or a value is missing
   */
  public BilingualText words(String key, Map<String, ?> values) {
    Message message = message(key);
    if (!values.keySet().containsAll(message.arguments())) {
      throw wrong(key, message, values);
    }
    return message.words(values);
  }

  /**
   * A text for each constant of an enumeration. Its key is the prefix and the constant's name, in
   * lower case with dashes; it has no arguments.
   *
   * @throws IllegalArgumentException if a constant has no text, or a text with the prefix has no
   *     constant
   */
  public <E extends Enum<E>> Map<E, BilingualText> each(String prefix, Class<E> type) {
    Map<String, BilingualText> found = new HashMap<>(startingWith(prefix));
    Map<E, BilingualText> each = new EnumMap<>(type);
    for (E constant : type.getEnumConstants()) {
      String key = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
      BilingualText words = found.remove(key);
      if (words == null) {
        throw new IllegalArgumentException("no text '" + prefix + key + "' in " + name);
      }
      each.put(constant, words);
    }
    if (!found.isEmpty()) {
      throw new IllegalArgumentException(
          "'" + prefix + "' in " + name + " has more than " + type.getName() + ": " + found);
    }
    return Collections.unmodifiableMap(each);
  }

  /**
   * The texts whose keys begin with a prefix, by the rest of their keys; they have no arguments.
   *
   * @throws IllegalArgumentException if there are none, or one has arguments
   */
  public Map<String, BilingualText> startingWith(String prefix) {
    Map<String, BilingualText> found =
        messages.keySet().stream()
            .filter(key -> key.startsWith(prefix))
            .collect(
                Collectors.toUnmodifiableMap(
                    key -> key.substring(prefix.length()), key -> words(key)));
    if (found.isEmpty()) {
      throw new IllegalArgumentException("no text '" + prefix + "…' in " + name);
    }
    return found;
  }

  private Message message(String key) {
    Message message = messages.get(key);
    if (message == null) {
      throw new IllegalArgumentException("no text '" + key + "' in " + name);
    }
    return message;
  }

  private IllegalArgumentException wrong(String key, Message message, Map<String, ?> values) {
    return new IllegalArgumentException(
        "'%s' in %s takes %s, not %s".formatted(key, name, message.arguments(), values.keySet()));
  }
}
