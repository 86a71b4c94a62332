package vn.onecall.policy.reading;

import java.util.List;
import java.util.Optional;

/** A piece of the policy file as it was written, with the line where it begins. */
sealed interface YamlNode {

  int line();

  /** A text. {@code plain} says that it stood without quotes, as numbers and true or false do. */
  record Scalar(int line, String text, boolean plain) implements YamlNode {}

  record Sequence(int line, List<YamlNode> items) implements YamlNode {

    public Sequence {
      items = List.copyOf(items);
    }
  }

  record Mapping(int line, List<Entry> entries) implements YamlNode {

    public Mapping {
      entries = List.copyOf(entries);
    }

    Optional<Entry> entry(String key) {
      return entries.stream().filter(entry -> entry.key().text().equals(key)).findFirst();
    }
  }

  /** One key of a mapping, and its value. */
  record Entry(Scalar key, YamlNode value) {

    String name() {
      return key.text();
    }
  }

  /** A text of the file, short enough to stand in a message. */
  static String quote(String text) {
    return "`" + (text.length() <= 60 ? text : text.substring(0, 60) + "…") + "`";
  }
}
