package vn.onecall.translog.entries;

/**
 * The outcome of a decision of the door, with the facts and versions behind it: the plain part of a
 * log entry, computed by the database in the deciding statement.
 *
 * @param outcome what was decided
 * @param held the numbers of the facts that held for the subject, ascending
 * @param factsVersion the version of the subject's facts row; 0 where there was none
 * @param policyVersion the version of the policy that decided
 */
public record DecisionRecord(Outcome outcome, int[] held, long factsVersion, int policyVersion) {

  /** What the door decided. The codes are part of the log's format and are never reused. */
  public enum Outcome {
    PERMITTED(1),
    REFUSED_BY_A_FACT(2),
    NOBODY(3),
    REFUSED_BY_POLICY(4),
    NOT_ENTITLED(5);

    private final int code;

    Outcome(int code) {
      this.code = code;
    }

    /** The code in the entry: one byte. */
    public int code() {
      return code;
    }

    /**
     * The outcome of a code.
     *
     * @throws IllegalArgumentException if no outcome has it
     */
    public static Outcome of(int code) {
      for (Outcome outcome : values()) {
        if (outcome.code == code) {
          return outcome;
        }
      }
      throw new IllegalArgumentException("no outcome has the code " + code);
    }
  }

  public DecisionRecord {
    held = held.clone();
    for (int i = 1; i < held.length; i++) {
      if (held[i - 1] >= held[i]) {
        throw new IllegalArgumentException("facts must ascend without repetition");
      }
    }
    if (factsVersion < 0 || policyVersion < 1) {
      throw new IllegalArgumentException("a version is out of range");
    }
  }

  @Override
  public int[] held() {
    return held.clone();
  }

  /** The held facts as the leaf hashes them: decimal numbers joined by commas. */
  public String heldText() {
    StringBuilder text = new StringBuilder();
    for (int fact : held) {
      text.append(text.isEmpty() ? "" : ",").append(fact);
    }
    return text.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DecisionRecord that
        && outcome == that.outcome
        && java.util.Arrays.equals(held, that.held)
        && factsVersion == that.factsVersion
        && policyVersion == that.policyVersion;
  }

  @Override
  public int hashCode() {
    return java.util.Objects.hash(
        outcome, java.util.Arrays.hashCode(held), factsVersion, policyVersion);
  }

  @Override
  public String toString() {
    return outcome + " held=" + heldText() + " facts=" + factsVersion + " policy=" + policyVersion;
  }
}
