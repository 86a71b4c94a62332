package vn.onecall.policy.reading;

import java.util.List;
import java.util.Optional;

/** A node of the YAML tree of a file, with the line where it begins. */
sealed interface YamlNode {

  int line();

  /** A text. {@code plain} says that it was written without quotes, as numbers are. */
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

  /** A text of the file in quotes, cut to a length that fits a message. */
  static String quote(String text) {
    return "`" + (text.length() <= 60 ? text : text.substring(0, 60) + "…") + "`";
  }
}
