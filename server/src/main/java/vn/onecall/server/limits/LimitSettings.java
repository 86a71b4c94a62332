package vn.onecall.server.limits;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much anybody may have of the server. Rates stop a client that has run away; what is served at
 * once is bounded so that nobody, known or not, can hold all threads of the server (200).
 *
 * @param requestsPerSecond how many requests a second one client may make in the long run
 * @param burst how many it may make at once after a pause
 * @param failedTokensPerMinute how many requests for a token may fail in a minute, for one client
 *     id from one address
 * @param failedTokensBurst how many may fail at once after a pause
 * @param codesPerHour how many one-time codes one client may have sent in an hour
 * @param atOnce how many requests of one client are served at the same time
 * @param strangersAtOnce how many requests of strangers are served at the same time: as many for
 *     tokens, and as many again for public pages
 * @param strangersAtOncePerAddress how many of those may come from one address
 * @param connectionsPerAddress how many connections one address may hold; proxies are not counted
 * @param bodyTime within what time the whole body of a client's request must be there
 * @param proxies the proxies before this server, as addresses or ranges ({@code 10.0.0.0/8}): from
 *     these alone the server takes the word for whose request it is ({@code X-Forwarded-For})
 */
public record LimitSettings(
    @DefaultValue("50000") int requestsPerSecond,
    @DefaultValue("100000") int burst,
    @DefaultValue("10") int failedTokensPerMinute,
    @DefaultValue("20") int failedTokensBurst,
    @DefaultValue("5000") int codesPerHour,
    @DefaultValue("100") int atOnce,
    @DefaultValue("32") int strangersAtOnce,
    @DefaultValue("16") int strangersAtOncePerAddress,
    @DefaultValue("1000") int connectionsPerAddress,
    @DefaultValue("PT20S") Duration bodyTime,
    @DefaultValue List<String> proxies) {
  public LimitSettings {
    for (int limit :
        new int[] {
          requestsPerSecond,
          burst,
          failedTokensPerMinute,
          failedTokensBurst,
          codesPerHour,
          atOnce,
          strangersAtOnce,
          strangersAtOncePerAddress,
          connectionsPerAddress
        }) {
      if (limit < 1) {
        throw new IllegalArgumentException("a limit is 1 at least");
      }
    }
    if (!bodyTime.isPositive()) {
      throw new IllegalArgumentException("body-time must be more than nothing: PT20S");
    }
    proxies = List.copyOf(proxies);
    proxies.forEach(AddressRange::parse);
  }

  /** With other limits on rates, and all others as they are by default. */
  public static LimitSettings ofRates(
      int requestsPerSecond,
      int burst,
      int failedTokensPerMinute,
      int failedTokensBurst,
      int codesPerHour) {
    return new LimitSettings(
        requestsPerSecond,
        burst,
        failedTokensPerMinute,
        failedTokensBurst,
        codesPerHour,
        100,
        32,
        16,
        1_000,
        Duration.ofSeconds(20),
        List.of());
  }
}
