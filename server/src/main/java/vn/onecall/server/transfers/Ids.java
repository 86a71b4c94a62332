package vn.onecall.server.transfers;

import java.util.UUID;
import vn.onecall.policy.model.BilingualText;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.InputException;

/** Reads the ids that callers choose themselves, so that a call sent twice is one. */
final class Ids {
  private Ids() {}

  /**
   * The id in a path.
   *
   * @throws InputException if it is no UUID in its canonical form
   */
  static UUID read(String name, String text) {
    try {
      UUID id = UUID.fromString(text);
      if (id.toString().equals(text)) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      // Told below, with the others.
    }
    throw new InputException(
        new FieldError(
            name,
            "format",
            new BilingualText(
                "Mã là một UUID viết thường, do bên gọi tự chọn.",
                "The id is a lower-case UUID that the caller chooses.")));
  }
}
