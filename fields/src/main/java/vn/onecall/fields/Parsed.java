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

  /**
   * The input was refused.
   *
   * @param reason why
   * @param part the name of the part that it is about; empty if it is about the whole
   */
  record Invalid(Reason reason, String part) implements Parsed {
    public Invalid {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(part, "part");
    }

    /** Refused as a whole. */
    public Invalid(Reason reason) {
      this(reason, "");
    }
  }
}
