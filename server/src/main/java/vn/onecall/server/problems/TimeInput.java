package vn.onecall.server.problems;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/**
 * Reads a time (RFC 3339) that somebody sends: of the years 1900 to 2199, as every database,
 * calendar and form knows them, and as fine as it is kept, so that what is said twice is the same.
 */
public final class TimeInput {
  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  private TimeInput() {}

  /** The time of a required part; any after an error, which the body then holds. */
  public static Instant read(JsonBody body, String name) {
    String text = body.text(name);
    return text.isEmpty() && !body.has(name) ? LATEST : read(body, name, text);
  }

  /** The time that a text gives; any after an error, which the body then holds. */
  public static Instant read(JsonBody body, String path, String text) {
    try {
      Instant time = Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
      if (time.isBefore(EARLIEST) || !time.isBefore(LATEST)) {
        body.wrong(FieldError.notATimeOfOurs(path));
        return LATEST;
      }
      return time;
    } catch (DateTimeParseException e) {
      body.wrong(FieldError.notATime(path));
      return LATEST;
    }
  }
}
