package vn.onecall.policy.model;

import java.util.Locale;

/** How much of a field is shown or needed, from the most to the least. */
public enum Form {
  /** The value as it is. */
  CLEAR,
  /** Enough to recognise a value that one already knows, not enough to learn it. */
  MASKED,
  /** What follows from the value and says less: an age band, a province. */
  DERIVED,
  /** A number about many people, in which nobody can be told from another. */
  COUNTED;

  /** The form as a policy writes it: {@code clear}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether this form shows more than the other. */
  public boolean exceeds(Form other) {
    return compareTo(other) < 0;
  }
}
