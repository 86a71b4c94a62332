package vn.onecall.policy.model;

/**
 * What an activity does to a subject's data; it says what the policy must state of the activity.
 */
public enum ActivityKind {
  /** Takes the fields of a new subject. */
  REGISTER(States.FIELDS),
  /** Finds subjects by indexed fields and shows the fields given. */
  SEARCH(States.FIELDS_AND_BY),
  /** Shows the fields given of subjects already known by id. */
  READ(States.FIELDS),
  /** Shows every version of the fields given of a subject already known by id. */
  HISTORY(States.FIELDS),
  /** Gives a subject the fields given in a machine-readable form. */
  EXPORT(States.FIELDS),
  /** Replaces values; the earlier versions stay. */
  CORRECT(States.FIELDS),
  /** Adds values beside those there are. */
  RECORD(States.FIELDS),
  /** Sets or clears facts about the subject. */
  RESTRICT(States.FACTS),
  /** Records that a guardian consents for the subject, or withdraws that. */
  GUARDIAN(States.FACTS),
  /** Gives, refuses or withdraws consents. */
  CONSENT(States.CONSENTS),
  /** Shows the records of the subject's consents. */
  CONSENTS(States.FIELDS),
  /** Erases the subject. */
  ERASE(States.NOTHING),
  /** Previews or carries out the erasure of data whose retention has ended. */
  RETENTION(States.NOTHING),
  /** Opens one entry of the access log as a receipt. */
  RECEIPT(States.NOTHING),
  /** Shows the subject's own entries of the access log. */
  ENTRIES(States.NOTHING),
  /** Opens a case file that belongs to no customer, and takes its fields. */
  FILE(States.FIELDS),
  /** Records what the company has agreed or decided; concerns no subject. */
  MANAGE(States.NOTHING),
  /** Approves, as one of two people, what both must approve. */
  APPROVE(States.NOTHING),
  /** Discloses the fields given to an authority that demands them. */
  DISCLOSE(States.FIELDS),
  /** Records a request of a subject or its answer; may restrict the use of data meanwhile. */
  REQUEST(States.FIELDS_AND_FACTS),
  /** Compares values with those of the first registration, and shows none of them. */
  PROVENANCE(States.FIELDS),
  /** Opens an address for the server to send a message to, when it is sent; shows it to nobody. */
  SEND(States.FIELDS),
  /** Records that a contact of the subject was verified. */
  CONFIRM(States.NOTHING),
  /** Discloses the fields given to a recipient; stated under `transfers`, not `activities`. */
  TRANSFER(States.FIELDS);

  /** What the policy must state of an activity of a kind. */
  private enum States {
    NOTHING,
    FIELDS,
    FIELDS_AND_BY,
    FIELDS_AND_FACTS,
    FACTS,
    CONSENTS
  }

  private final States states;

  ActivityKind(States states) {
    this.states = states;
  }

  /** Whether an activity of this kind takes or shows fields. */
  public boolean givesFields() {
    return states == States.FIELDS
        || states == States.FIELDS_AND_BY
        || states == States.FIELDS_AND_FACTS;
  }

  /** Whether an activity of this kind searches by fields. */
  public boolean searches() {
    return states == States.FIELDS_AND_BY;
  }

  /** Whether an activity of this kind concerns a subject whose facts are known. */
  public boolean knowsFacts() {
    return this != REGISTER && this != FILE && this != MANAGE && this != APPROVE;
  }

  /** Whether only a person who signed in with a key of their own may do what this kind does. */
  public boolean isPersonal() {
    return this == APPROVE;
  }

  /** Whether an activity of this kind sets facts. */
  public boolean setsFacts() {
    return states == States.FACTS || states == States.FIELDS_AND_FACTS;
  }

  /** Whether an activity of this kind gives, refuses or withdraws consents. */
  public boolean movesConsents() {
    return states == States.CONSENTS;
  }

  /** Whether an activity of this kind takes values rather than shows them. */
  public boolean takes() {
    return switch (this) {
      case REGISTER, CORRECT, RECORD, REQUEST, FILE -> true;
      case SEARCH,
          READ,
          HISTORY,
          EXPORT,
          RESTRICT,
          GUARDIAN,
          CONSENT,
          CONSENTS,
          ERASE,
          RETENTION,
          RECEIPT,
          ENTRIES,
          MANAGE,
          APPROVE,
          DISCLOSE,
          PROVENANCE,
          SEND,
          CONFIRM,
          TRANSFER ->
          false;
    };
  }
}
