package vn.onecall.policy.model;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * The number of a promise, such as {@code 1.10}: the part of the policy and the position in it. A
 * number is never reused. Numbers are ordered as numbers, so that 1.9 comes before 1.10.
 *
 * @param number the number as published, without leading zeros
 */
public record PromiseId(String number) implements Comparable<PromiseId> {

  /** The shape of every promise's number. */
  public static final Pattern SHAPE = Pattern.compile("(0|[1-9]\\d{0,2})\\.([1-9]\\d{0,2})");

  private static final Comparator<PromiseId> NUMERIC =
      Comparator.<PromiseId>comparingInt(id -> Integer.parseInt(id.number, 0, id.dot(), 10))
          .thenComparingInt(
              id -> Integer.parseInt(id.number, id.dot() + 1, id.number.length(), 10));

  public PromiseId {
    if (!SHAPE.matcher(number).matches()) {
      throw new IllegalArgumentException("A promise's number has the shape 1.10");
    }
  }

  @Override
  public int compareTo(PromiseId other) {
    return NUMERIC.compare(this, other);
  }

  @Override
  public String toString() {
    return number;
  }

  private int dot() {
    return number.indexOf('.');
  }
}
