package vn.onecall.policy.deciding;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names and their places in a list, from 1 on, as an open hash table that is an eighth full: nearly
 * always one comparison with the name that it is, and no division, which the JDK's immutable maps
 * pay for. Looking up allocates nothing.
 */
final class NameIndex {
  /** The place of what is not in the list. */
  static final int NONE = 0;

  private static final int ROOM_FOR_EACH = 8;

  private final @Nullable String[] names;
  private final int[] places;

  NameIndex(List<String> list) {
    int size = Integer.highestOneBit(Math.max(1, list.size()) * ROOM_FOR_EACH) << 1;
    names = new String[size];
    places = new int[size];
    for (int i = 0; i < list.size(); i++) {
      int slot = first(list.get(i));
      while (names[slot] != null) {
        slot = next(slot);
      }
      names[slot] = list.get(i);
      places[slot] = i + 1;
    }
  }

  /** The place of a name; {@link #NONE} if the list does not have it. */
  int of(String name) {
    for (int slot = first(name); ; slot = next(slot)) {
      String known = names[slot];
      if (known == null) {
        return NONE;
      }
      if (known.equals(name)) {
        return places[slot];
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
