package vn.onecall.policy.model;

/** What makes a purpose lawful (Law 91/2025/QH15, articles 9 and 19). */
public enum Basis {
  /** An agreement with the subject has to be carried out. */
  CONTRACT,
  /** The law demands it. */
  LEGAL_OBLIGATION,
  /**
   * The subject has agreed to just this; the checker proves that every use asks for the consent.
   */
  CONSENT
}
