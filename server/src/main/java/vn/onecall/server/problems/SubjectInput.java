package vn.onecall.server.problems;

import vn.onecall.keeper.subjects.SubjectId;

/** Reads the customer id in an address. */
public final class SubjectInput {
  private SubjectInput() {}

  /**
   * Reads the subject in a path.
   *
   * @throws InputException if it is no id
   */
  public static SubjectId read(String text) {
    try {
      return SubjectId.parse(text);
    } catch (IllegalArgumentException e) {
      throw new InputException(FieldError.notACustomer("id"));
    }
  }
}
