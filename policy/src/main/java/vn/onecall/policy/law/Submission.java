package vn.onecall.policy.law;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;

/**
 * What a legal clock needs to know of a request.
 *
 * @param kind what is asked
 * @param received the moment of its valid receipt
 * @param processor whether a processor or another third party must help to answer it
 */
public record Submission(RequestKind kind, Instant received, boolean processor) {

  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9990-01-01T00:00:00Z");

  public Submission {
    if (received.isBefore(EARLIEST) || received.isAfter(LATEST)) {
      throw new IllegalArgumentException("No request is received at such a time");
    }
  }

  /** The day of its valid receipt in Vietnam. */
  public LocalDate day() {
    return ZonedDateTime.ofInstant(received, Deadline.ZONE).toLocalDate();
  }
}
