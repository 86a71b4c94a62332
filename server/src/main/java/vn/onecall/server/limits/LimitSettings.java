package vn.onecall.server.limits;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often a client may call. The defaults stop a client that has run away and nobody else; an
 * operator who knows the machine sets them lower.
 *
 * @param requestsPerSecond how many requests a second one client may make in the long run
 * @param burst how many it may make at once after a pause
 * @param failedTokensPerMinute how many requests for a token may fail in a minute, for one client
 *     id from one address
 * @param failedTokensBurst how many may fail at once after a pause
 * @param codesPerHour how many one-time codes one client may have sent in an hour
 */
public record LimitSettings(
    @DefaultValue("50000") int requestsPerSecond,
    @DefaultValue("100000") int burst,
    @DefaultValue("10") int failedTokensPerMinute,
    @DefaultValue("20") int failedTokensBurst,
    @DefaultValue("5000") int codesPerHour) {
  public LimitSettings {
    for (int limit :
        new int[] {
          requestsPerSecond, burst, failedTokensPerMinute, failedTokensBurst, codesPerHour
        }) {
      if (limit < 1) {
        throw new IllegalArgumentException("a limit is 1 at least");
      }
    }
  }
}
