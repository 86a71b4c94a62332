package vn.onecall.server.limits;

/**
 * A token bucket: it fills at a steady rate up to a burst, and each thing that is let through takes
 * one. Safe for use by many threads. Times are nanoseconds of a clock that only goes forward.
 */
final class TokenBucket {
  private final double perNano;
  private final double burst;
  private double tokens;
  private long filledAt;

  /** A full bucket. */
  TokenBucket(double perSecond, int burst, long now) {
    this.perNano = perSecond / 1e9;
    this.burst = burst;
    this.tokens = burst;
    this.filledAt = now;
  }

  /**
   * Takes a token if one is available. Returns 0 if it was taken, else the nanoseconds until one
   * is.
   */
  synchronized long take(long now) {
    long missing = missing(now);
    if (missing == 0) {
      tokens -= 1;
    }
    return missing;
  }

  /** Returns the nanoseconds until a token is available, 0 if one is now; takes none. */
  synchronized long missing(long now) {
    tokens = Math.min(burst, tokens + Math.max(0, now - filledAt) * perNano);
    filledAt = now;
    return tokens >= 1 ? 0 : (long) Math.ceil((1 - tokens) / perNano);
  }
}
