package vn.onecall.server.requests.records;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A step that can be taken with an existing request. */
public enum RequestStep {
  ACKNOWLEDGE(true),
  EXTEND(true),
  ANSWER(true),
  REFUSE(true),
  WITHDRAW(false),
  MERGE(false);

  private final boolean officers;

  RequestStep(boolean officers) {
    this.officers = officers;
  }

  /** Whether it is the officer's to take, with a letter; else it is the customer's. */
  public boolean isTheOfficers() {
    return officers;
  }

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<RequestStep> of(String id) {
    return Arrays.stream(values()).filter(step -> step.id().equals(id)).findFirst();
  }
}
