package vn.onecall.keeper.erasure;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What an erasure takes, in the one form that the erasure journal has it: {@code all}, {@code
 * all-but:…} (the categories that the law orders kept, with commas between) or {@code only:…} (the
 * categories whose time is over; the subject lives on).
 *
 * @param ends whether the subject ends with it
 * @param categories those that are kept if it ends, else those that go
 */
public record ErasureScope(boolean ends, Set<String> categories) {
  private static final Pattern CATEGORY = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final String ALL = "all";
  private static final String ALL_BUT = "all-but:";
  private static final String ONLY = "only:";

  static final ErasureScope EVERYTHING = new ErasureScope(true, Set.of());

  public ErasureScope {
    categories = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(categories));
    if (!ends && categories.isEmpty()) {
      throw new IllegalArgumentException("an erasure takes something");
    }
    if (!categories.stream().allMatch(each -> CATEGORY.matcher(each).matches())) {
      throw new IllegalArgumentException("a category's name is malformed");
    }
  }

  /** Whether a category goes. */
  boolean takes(String category) {
    return ends != categories.contains(category);
  }

  /** PostgreSQL's array of the categories. */
  String literal() {
    return "{" + String.join(",", categories) + "}";
  }

  String format() {
    if (!ends) {
      return ONLY + String.join(",", categories);
    }
    return categories.isEmpty() ? ALL : ALL_BUT + String.join(",", categories);
  }

  /**
   * Reads a scope.
   *
   * @throws IllegalArgumentException if it is none, to the letter
   */
  static ErasureScope parse(String text) {
    ErasureScope scope =
        text.equals(ALL)
            ? EVERYTHING
            : new ErasureScope(!text.startsWith(ONLY), Set.of(list(text).split(",", -1)));
    if (!scope.format().equals(text)) {
      throw new IllegalArgumentException("an erasure's scope has one form");
    }
    return scope;
  }

  private static String list(String text) {
    for (String head : java.util.List.of(ALL_BUT, ONLY)) {
      if (text.startsWith(head)) {
        return text.substring(head.length());
      }
    }
    throw new IllegalArgumentException("an unknown scope of erasure");
  }
}
