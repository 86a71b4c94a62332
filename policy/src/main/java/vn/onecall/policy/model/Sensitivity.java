package vn.onecall.policy.model;

/** The class of personal data under Decree 356/2025, articles 3 and 4. */
public enum Sensitivity {
  /** Basic personal data. */
  BASIC,
  /** Not listed as sensitive by the law, and guarded as if it were. */
  RESTRICTED,
  /** Sensitive personal data. */
  SENSITIVE
}
