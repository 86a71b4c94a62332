package vn.onecall.policy.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Unmodifiable copies that keep the order of the file, which {@code copyOf} does not. */
public final class FileOrder {

  private FileOrder() {}

  /** A copy of a map in its own order. */
  public static <K, V> Map<K, V> copy(Map<K, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /** A copy of a set in its own order. */
  public static <T> Set<T> copy(Set<T> set) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(set));
  }

  /** A copy with its numbers ascending, so that two runs of one policy print and decide alike. */
  public static Set<Integer> ascending(Set<Integer> set) {
    return Collections.unmodifiableSet(new TreeSet<>(set));
  }
}
