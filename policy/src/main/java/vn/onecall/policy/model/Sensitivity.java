package vn.onecall.policy.model;

/** The class of personal data under Decree 356/2025, articles 3 and 4. */
public enum Sensitivity {
  /** Basic personal data. */
  BASIC,
  /** Not sensitive by law, and protected as if it were. */
  RESTRICTED,
  /** Sensitive personal data. */
  SENSITIVE
}
