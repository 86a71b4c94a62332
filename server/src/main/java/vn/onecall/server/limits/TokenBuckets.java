package vn.onecall.server.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * One token bucket per caller, at most ten thousand. A bucket that was not used for ten minutes is
 * dropped, because it would be full again.
 *
 * @param <K> what tells callers apart
 */
final class TokenBuckets<K> {
  private final double perSecond;
  private final int burst;
  private final LongSupplier nanos;
  private final Cache<K, TokenBucket> buckets =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterAccess(Duration.ofMinutes(10)).build();

  TokenBuckets(double perSecond, int burst, LongSupplier nanos) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.nanos = nanos;
  }

  /** Takes a token. Returns zero if one was taken, else the time until one is available. */
  Duration take(K caller) {
    return Duration.ofNanos(of(caller).take(nanos.getAsLong()));
  }

  /** Returns the time until a token is available, or zero; takes none. */
  Duration missing(K caller) {
    return Duration.ofNanos(of(caller).missing(nanos.getAsLong()));
  }

  private TokenBucket of(K caller) {
    return buckets.get(caller, any -> new TokenBucket(perSecond, burst, nanos.getAsLong()));
  }
}
