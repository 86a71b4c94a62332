package vn.onecall.messages;

import java.io.IOException;
import java.io.Reader;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The two files of one bundle, read and compared: the same keys in both, none twice, and none
 * without a text.
 */
final class Bundle {
  private Bundle() {}

  /** The file of a language, beside the classes of its package. */
  static String file(String language) {
    return "messages_" + language + ".properties";
  }

  /**
   * The messages by key.
   *
   * @throws IllegalStateException if the files are not whole
   */
  static SortedMap<String, Message> read(Reader vietnamese, Reader english) throws IOException {
    Map<String, String> vi = patterns(vietnamese);
    Map<String, String> en = patterns(english);
    SortedMap<String, Message> messages = new TreeMap<>();
    vi.forEach((key, pattern) -> {
      String other = en.remove(key);
      if (other == null) {
        throw new IllegalStateException("'" + key + "' has no English.");
      }
      messages.put(key, new Message(key, pattern, other));
    });
    if (!en.isEmpty()) {
      throw new IllegalStateException(en.keySet() + " have no Vietnamese.");
    }
    return messages;
  }

  private static Map<String, String> patterns(Reader file) throws IOException {
    Map<String, String> patterns = new TreeMap<>();
    // Properties alone would let the later of two lines win in silence.
    new Properties() {
      private static final long serialVersionUID = 1L;

      @Override
      public synchronized Object put(Object key, Object pattern) {
        if (patterns.put((String) key, (String) pattern) != null) {
          throw new IllegalStateException("'" + key + "' stands twice.");
        }
        return pattern;
      }
    }.load(file);
    return patterns;
  }
}
