package vn.onecall.keeper.writes;

import vn.onecall.keeper.calls.Denial;

/**
 * What came of one registration among many. Whoever has an answer other than {@link Done} was not
 * stored; nor was one of whom nothing was said, unless the database fell silent at its commit.
 */
public sealed interface RegistrationResult {

  /** Its place among all that were handed in, from 0. */
  long place();

  /** It is stored. */
  record Done(long place, Written written) implements RegistrationResult {}

  /** The policy refuses it, as it would have refused it alone. */
  record Refused(long place, Denial denial) implements RegistrationResult {}

  /** It is no whole registration. */
  record Faulty(long place, Fault fault) implements RegistrationResult {}

  /** Why something is no whole registration. */
  enum Fault {
    /** It names a service that the policy does not list. */
    UNKNOWN_SERVICE("a registration names a service that the policy does not list"),
    /**
     * It comes from a source, at a moment or by a channel that the policy does not list: a bought
     * list, for one.
     */
    UNLISTED_ORIGIN(
        "a registration comes from a source, at a moment or by a channel that the policy lacks"),
    /** A field that one of its services needs has no value. */
    LACKS_A_FIELD("a registration lacks what its services need"),
    /** The statement of truth was not confirmed, or another version of it. */
    LACKS_THE_STATEMENT("a registration lacks the statement of truth"),
    /** A value is not one that its field's type has accepted. */
    NOT_CANONICAL("a value is not in the form that its field's type gives");

    private final String words;

    Fault(String words) {
      this.words = words;
    }

    /** The reason in words, without any value. */
    public String words() {
      return words;
    }
  }

  /**
   * What came of all of them.
   *
   * @param stored how many are stored
   * @param left how many were refused or faulty
   */
  record Tally(long stored, long left) {
    Tally and(RegistrationResult next) {
      return next instanceof Done ? new Tally(stored + 1, left) : new Tally(stored, left + 1);
    }
  }
}
