package vn.onecall.server.requests;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be done with a request once it is there. */
enum Step {
  ACKNOWLEDGE(true),
  EXTEND(true),
  ANSWER(true),
  REFUSE(true),
  WITHDRAW(false),
  MERGE(false);

  private final boolean officers;

  Step(boolean officers) {
    this.officers = officers;
  }

  /** Whether it is the officer's to take, with a letter; else it is the customer's. */
  boolean isTheOfficers() {
    return officers;
  }

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Step> of(String id) {
    return Arrays.stream(values()).filter(step -> step.id().equals(id)).findFirst();
  }
}
