package vn.onecall.server.transfers.delivery;

import java.time.Duration;
import java.time.Instant;

/** The delay after a failed attempt: 1 s at first, doubled each time, at most 1 h. */
final class RetryBackoff {
  private static final int DOUBLED_TO_AN_HOUR = 12;
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  private RetryBackoff() {}

  /** The wait where nothing counts the attempts: as long again as it has been tried. */
  static Duration since(Instant begun, Instant now) {
    Duration wait = Duration.between(begun, now);
    return wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  /** The wait after so many attempts. */
  static Duration after(int attempts) {
    Duration wait = Duration.ofSeconds(1L << Math.min(attempts - 1, DOUBLED_TO_AN_HOUR));
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
