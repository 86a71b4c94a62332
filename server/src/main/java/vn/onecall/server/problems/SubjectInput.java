package vn.onecall.server.problems;

import vn.onecall.keeper.subjects.SubjectId;

/** Reads the customer whom an address names. */
public final class SubjectInput {
  private SubjectInput() {}

  /**
   * The subject of a path.
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
