package vn.onecall.server.transfers;

import java.util.UUID;
import vn.onecall.messages.Messages;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.InputException;

/** Reads ids that callers choose themselves, which make a repeated call idempotent. */
public final class CallerChosenIds {
  private static final Messages MESSAGES = Messages.beside(CallerChosenIds.class);

  private CallerChosenIds() {}

  /**
   * Reads the id in a path.
   *
   * @throws InputException if it is no UUID in its form of 36 characters
   */
  public static UUID read(String name, String text) {
    try {
      UUID id = UUID.fromString(text);
      if (id.toString().equalsIgnoreCase(text)) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      // Told below, with the others.
    }
    throw new InputException(new FieldError(name, "format", MESSAGES.words("not-an-id")));
  }
}
