package vn.onecall.policy;

/** The class of personal data under Decree 356/2025, articles 3 and 4. */
public enum Sensitivity {
  /** Basic personal data. */
  BASIC,
  /** Sensitive personal data. */
  SENSITIVE
}
