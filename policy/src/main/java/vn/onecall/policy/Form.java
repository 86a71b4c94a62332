package vn.onecall.policy;

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

  /** Whether this form shows more than the other. */
  public boolean exceeds(Form other) {
    return compareTo(other) < 0;
  }
}
