package vn.onecall.policy;

/**
 * What an activity does to a subject's data; it says what the policy must state of the activity.
 */
public enum ActivityKind {
  /** Takes the fields of a new subject. */
  REGISTER(true, false, false),
  /** Finds subjects by indexed fields and shows the fields given. */
  SEARCH(true, true, false),
  /** Shows the fields given of subjects already known by id. */
  READ(true, false, false),
  /** Shows every version of the fields given of a subject already known by id. */
  HISTORY(true, false, false),
  /** Replaces values, keeping those before. */
  CORRECT(true, false, false),
  /** Sets or clears facts about the subject. */
  RESTRICT(false, false, true),
  /** Erases the subject. */
  ERASE(false, false, false),
  /** Opens one entry of the access log as a receipt. */
  RECEIPT(false, false, false);

  /** Whether an activity of this kind meets a subject of whom facts are known. */
  public boolean knowsFacts() {
    return this != REGISTER;
  }

  private final boolean givesFields;
  private final boolean searches;
  private final boolean setsFacts;

  ActivityKind(boolean givesFields, boolean searches, boolean setsFacts) {
    this.givesFields = givesFields;
    this.searches = searches;
    this.setsFacts = setsFacts;
  }

  /** Whether an activity of this kind takes or shows fields. */
  public boolean givesFields() {
    return givesFields;
  }

  /** Whether an activity of this kind searches by fields. */
  public boolean searches() {
    return searches;
  }

  /** Whether an activity of this kind sets facts. */
  public boolean setsFacts() {
    return setsFacts;
  }
}
