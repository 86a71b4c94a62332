package vn.onecall.policy;

/**
 * What makes a purpose lawful (Law 91/2025/QH15, articles 9 and 19). Consent is not among them
 * until the language can say which consent is meant: a purpose that rests on an unchecked consent
 * would permit what nobody agreed to.
 */
public enum Basis {
  /** An agreement with the subject has to be carried out. */
  CONTRACT,
  /** The law demands it. */
  LEGAL_OBLIGATION
}
