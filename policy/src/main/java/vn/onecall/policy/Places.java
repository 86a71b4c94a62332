package vn.onecall.policy;

import java.util.Optional;

/** The lines of a file that was read, by the keys that lead to them. */
record Places(String file, Node.Mapping tree) {

  /**
   * The line of the deepest key on the path that stands in the file; the last name may also be an
   * item of a list.
   */
  int line(String... path) {
    int line = 1;
    Node node = tree;
    for (String name : path) {
      Optional<Node.Scalar> found = in(node, name);
      if (found.isEmpty()) {
        return line;
      }
      line = found.get().line();
      Node inside = node;
      node =
          inside instanceof Node.Mapping mapping
              ? mapping.entry(name).map(Node.Entry::value).orElse(inside)
              : found.get();
    }
    return line;
  }

  Finding finding(String reason, String... path) {
    return new Finding(file, line(path), reason);
  }

  private static Optional<Node.Scalar> in(Node node, String name) {
    return switch (node) {
      case Node.Mapping mapping -> mapping.entry(name).map(Node.Entry::key);
      case Node.Sequence sequence ->
          sequence.items().stream()
              .filter(Node.Scalar.class::isInstance)
              .map(Node.Scalar.class::cast)
              .filter(item -> item.text().equals(name))
              .findFirst();
      case Node.Scalar _ -> Optional.empty();
    };
  }
}
