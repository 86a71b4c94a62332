package vn.onecall.server.problems;

import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.policy.model.BilingualText;

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
      throw new InputException(
          new FieldError(
              "id",
              "format",
              new BilingualText("Mã khách hàng không đúng dạng.", "This is not a customer's id.")));
    }
  }
}
