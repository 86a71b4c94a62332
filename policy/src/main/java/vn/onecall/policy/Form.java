package vn.onecall.policy;

/** How much of a field an activity shows. */
public enum Form {
  /** The value as it is. */
  CLEAR,
  /** Enough to recognise a value that one already knows, not enough to learn it. */
  MASKED
}
