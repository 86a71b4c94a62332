package vn.onecall.policy.deciding;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The index of each name of a list, from 1, in a hash table with open addressing (linear probing,
 * Knuth, TAOCP 3, 6.4). The table is at most an eighth full, so that a lookup nearly always takes
 * one comparison. The slot is found by a mask instead of the division that the JDK's immutable maps
 * use. A lookup allocates nothing.
 */
final class NameIndex {
  /** The index of every name that is not in the list. */
  static final int NONE = 0;

  private static final int SLOTS_PER_NAME = 8;

  private final @Nullable String[] names;
  private final int[] indexes;

  NameIndex(List<String> list) {
    int size = Integer.highestOneBit(Math.max(1, list.size()) * SLOTS_PER_NAME) << 1;
    names = new String[size];
    indexes = new int[size];
    for (int i = 0; i < list.size(); i++) {
      int slot = first(list.get(i));
      while (names[slot] != null) {
        slot = next(slot);
      }
      names[slot] = list.get(i);
      indexes[slot] = i + 1;
    }
  }

  /** The index of a name; {@link #NONE} if the list does not have it. */
  int of(String name) {
    for (int slot = first(name); ; slot = next(slot)) {
      String known = names[slot];
      if (known == null) {
        return NONE;
      }
      if (known.equals(name)) {
        return indexes[slot];
      }
    }
  }

  private int first(String name) {
    int hash = name.hashCode();
    return (hash ^ hash >>> 16) & names.length - 1;
  }

  private int next(int slot) {
    return slot + 1 & names.length - 1;
  }
}
