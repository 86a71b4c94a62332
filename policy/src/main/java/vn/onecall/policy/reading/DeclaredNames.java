package vn.onecall.policy.reading;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import vn.onecall.policy.model.FileOrder;

/**
 * The names that a file declares, in the order of the file. They are collected before anything is
 * read: a thing with a mistake in it is still declared, so that references to it are not findings
 * too.
 */
final class DeclaredNames {

  private final Section root;
  private final Map<String, Set<String>> bySection = new HashMap<>();

  DeclaredNames(Section root) {
    this.root = root;
  }

  /** The names under a section, or under a part of one: {@code collection/moments}. */
  Set<String> in(String section) {
    return bySection.computeIfAbsent(
        section,
        key ->
            root.keysUnder(key.split("/", -1)).stream()
                .map(YamlNode.Scalar::text)
                .collect(
                    Collectors.collectingAndThen(
                        Collectors.toCollection(LinkedHashSet::new), FileOrder::copy)));
  }
}
