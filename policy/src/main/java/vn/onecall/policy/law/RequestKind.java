package vn.onecall.policy.law;

import java.util.Locale;

/** What a data subject may request of the controller; the law sets a clock for each kind. */
public enum RequestKind {
  /** To be told what is done with the data. */
  KNOW,
  /** To see the data. */
  VIEW,
  /** To be given a copy of the data. */
  COPY,
  /** To have wrong data corrected. */
  CORRECT,
  /** To have the use of the data restricted. */
  RESTRICT,
  /** To object to a use of the data. */
  OBJECT,
  /** To withdraw a consent. */
  WITHDRAW,
  /** To have the data deleted. */
  DELETE,
  /** To have the data protected by measures. */
  PROTECTIVE_MEASURES,
  /** To complain. */
  COMPLAIN;

  /** How the kind is written in the overlay: {@code protective-measures}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
