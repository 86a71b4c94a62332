package vn.onecall.policy.reading;

import java.util.Optional;
import vn.onecall.policy.SourceLines;

/** The line numbers of a YAML file, taken from its tree. */
record LineIndex(String file, YamlNode.Mapping tree) implements SourceLines {

  @Override
  public int line(String... path) {
    int line = 1;
    YamlNode node = tree;
    for (String name : path) {
      Optional<YamlNode.Scalar> found = in(node, name);
      if (found.isEmpty()) {
        return line;
      }
      line = found.get().line();
      YamlNode inside = node;
      node =
          inside instanceof YamlNode.Mapping mapping
              ? mapping.entry(name).map(YamlNode.Entry::value).orElse(inside)
              : found.get();
    }
    return line;
  }

  private static Optional<YamlNode.Scalar> in(YamlNode node, String name) {
    return switch (node) {
      case YamlNode.Mapping mapping -> mapping.entry(name).map(YamlNode.Entry::key);
      case YamlNode.Sequence sequence ->
          sequence.items().stream()
              .filter(YamlNode.Scalar.class::isInstance)
              .map(YamlNode.Scalar.class::cast)
              .filter(item -> item.text().equals(name))
              .findFirst();
      case YamlNode.Scalar _ -> Optional.empty();
    };
  }
}
