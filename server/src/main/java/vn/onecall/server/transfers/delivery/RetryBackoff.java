package vn.onecall.server.transfers.delivery;

import java.time.Duration;

/** The delay after a failed attempt: 1 s, doubled each time, at most 1 h. */
final class RetryBackoff {
  private static final int DOUBLED_TO_AN_HOUR = 12;
  private static final Duration LONGEST = Duration.ofHours(1);

  private RetryBackoff() {}

  /** The wait after so many attempts. */
  static Duration after(int attempts) {
    Duration wait = Duration.ofSeconds(1L << Math.min(attempts - 1, DOUBLED_TO_AN_HOUR));
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
