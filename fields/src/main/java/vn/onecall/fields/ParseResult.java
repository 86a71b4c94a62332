package vn.onecall.fields;

import java.util.Objects;

/** The result of parsing an input. */
public sealed interface ParseResult {

  /**
   * The input is valid.
   *
   * @param canonical the one form in which this value is written; personal data
   */
  record Valid(String canonical) implements ParseResult {
    public Valid {
      Objects.requireNonNull(canonical, "canonical");
    }

    /** Shows nothing of the value, not even its length. */
    @Override
    public String toString() {
      return "Valid[canonical=(redacted)]";
    }
  }

  /**
   * The input is refused.
   *
   * @param reason why
   * @param part the name of the part that is refused; empty if the whole input is
   */
  record Invalid(ValidationError reason, String part) implements ParseResult {
    public Invalid {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(part, "part");
    }

    /** Refused as a whole. */
    public Invalid(ValidationError reason) {
      this(reason, "");
    }
  }
}
