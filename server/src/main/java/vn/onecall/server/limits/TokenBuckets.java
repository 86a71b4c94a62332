package vn.onecall.server.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A bucket for each of those who call, no more than ten thousand. One that nobody has used for ten
 * minutes is dropped: it would be full again.
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

  /** Takes a token; how long to wait for the next, or zero if one was taken. */
  Duration take(K caller) {
    return Duration.ofNanos(of(caller).take(nanos.getAsLong()));
  }

  /** How long to wait for a token, or zero; takes none. */
  Duration missing(K caller) {
    return Duration.ofNanos(of(caller).missing(nanos.getAsLong()));
  }

  private TokenBucket of(K caller) {
    return buckets.get(caller, any -> new TokenBucket(perSecond, burst, nanos.getAsLong()));
  }
}
