package vn.onecall.fields;

import java.util.Objects;

/** What became of an input. */
public sealed interface Parsed {

  /**
   * The input was good.
   *
   * @param canonical the one way in which this value is written; personal data
   */
  record Valid(String canonical) implements Parsed {
    public Valid {
      Objects.requireNonNull(canonical, "canonical");
    }

    /** Tells nothing of the value, its length included. */
    @Override
    public String toString() {
      return "Valid[canonical=(redacted)]";
    }
  }

  /** The input was refused. */
  record Invalid(Reason reason) implements Parsed {
    public Invalid {
      Objects.requireNonNull(reason, "reason");
    }
  }
}
