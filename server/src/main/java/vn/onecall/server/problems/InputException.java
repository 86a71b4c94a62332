package vn.onecall.server.problems;

import java.util.List;

/** Thrown for an invalid request, with all of its validation errors. */
public final class InputException extends RuntimeException {
  private final transient List<FieldError> errors;

  public InputException(List<FieldError> errors) {
    super("the request has " + errors.size() + " unusable parts");
    if (errors.isEmpty()) {
      throw new IllegalArgumentException("a refusal has a reason");
    }
    this.errors = List.copyOf(errors);
  }

  public InputException(FieldError error) {
    this(List.of(error));
  }

  /** What is wrong, at least one part. */
  public List<FieldError> errors() {
    return errors;
  }
}
