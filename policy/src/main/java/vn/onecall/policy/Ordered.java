package vn.onecall.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Unmodifiable copies that keep the order of the file, which {@code copyOf} does not. */
final class Ordered {

  private Ordered() {}

  static <K, V> Map<K, V> copy(Map<K, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  static <T> Set<T> copy(Set<T> set) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(set));
  }

  /** Numbers ascending, so that two runs of one policy print and decide alike. */
  static Set<Integer> numbers(Set<Integer> set) {
    return Collections.unmodifiableSet(new TreeSet<>(set));
  }
}
