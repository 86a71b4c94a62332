package vn.onecall.benchmarks;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** The ids of many customers, stored in 16 bytes each and converted to text on access. */
final class CustomerIds extends AbstractList<String> {
  private final long[] halves;
  private int size;

  CustomerIds(int most) {
    halves = new long[2 * most];
  }

  void note(UUID id) {
    halves[2 * size] = id.getMostSignificantBits();
    halves[2 * size + 1] = id.getLeastSignificantBits();
    size++;
  }

  @Override
  public String get(int i) {
    return new UUID(halves[2 * i], halves[2 * i + 1]).toString();
  }

  @Override
  public int size() {
    return size;
  }

  /** The same ids cut into lists of so many. */
  List<List<String>> chunks(int length) {
    return new AbstractList<>() {
      @Override
      public List<String> get(int i) {
        return List.copyOf(CustomerIds.this.subList(i * length, Math.min((i + 1) * length, size)));
      }

      @Override
      public int size() {
        return Math.ceilDiv(CustomerIds.this.size, length);
      }
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CustomerIds ids && size == ids.size && super.equals(ids);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(halves);
  }
}
