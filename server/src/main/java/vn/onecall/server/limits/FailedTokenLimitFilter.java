package vn.onecall.server.limits;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import vn.onecall.server.problems.ProblemSender;

/**
 * Limits failed token requests per client id and address, and answers 429 before a secret is
 * hashed, so that guessing fails and costs the server no hashing.
 *
 * <p>It shuts nobody out who has the right secret: that is told from wrong ones by a keyed digest,
 * which costs next to nothing, so that a stranger behind the same proxy, or within the same office,
 * cannot use up what the client needs. An assertion is not counted: to verify one is cheap, and
 * there is nothing to guess. All unknown ids from one address share one bucket, and an unknown id
 * is never stored, because it could be anything.
 */
public final class FailedTokenLimitFilter extends OncePerRequestFilter {
  private static final String UNKNOWN = "(unknown)";

  private record Trying(String client, String address) {}

  private record Presented(String client, String secret) {
    static final Presented NONE = new Presented("", "");
  }

  private final Set<String> known;
  private final BiPredicate<String, String> isRight;
  private final TokenBuckets<Trying> failures;
  private final ClientAddresses addresses;
  private final ProblemSender sender;

  /**
   * A limit on failures.
   *
   * @param known the ids of the configured clients
   * @param isRight whether a secret is that of a client, told cheaply
   */
  public FailedTokenLimitFilter(
      LimitSettings settings,
      Set<String> known,
      BiPredicate<String, String> isRight,
      ProblemSender sender) {
    this.known = Set.copyOf(known);
    this.isRight = isRight;
    this.failures =
        new TokenBuckets<>(
            settings.failedTokensPerMinute() / 60.0,
            settings.failedTokensBurst(),
            System::nanoTime);
    this.addresses = new ClientAddresses(settings.proxies());
    this.sender = sender;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (isAssertion(request)) {
      chain.doFilter(request, response);
      return;
    }
    Presented presented = presented(request);
    Trying trying =
        new Trying(
            known.contains(presented.client) ? presented.client : UNKNOWN, addresses.of(request));
    Duration wait = failures.missing(trying);
    if (!wait.isZero() && !isRight.test(presented.client, presented.secret)) {
      RequestLimitFilter.refuse(sender, request, response, wait);
      return;
    }
    chain.doFilter(request, response);
    if (response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED) {
      var _ = failures.take(trying);
    }
  }

  /** Nothing else is compared then. */
  private static boolean isAssertion(HttpServletRequest request) {
    return request.getParameter("client_assertion") != null
        && request.getParameter("client_secret") == null
        && request.getHeader(HttpHeaders.AUTHORIZATION) == null;
  }

  private static Presented presented(HttpServletRequest request) {
    @Nullable String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header != null) {
      return basic(header);
    }
    return new Presented(
        Objects.requireNonNullElse(request.getParameter("client_id"), ""),
        Objects.requireNonNullElse(request.getParameter("client_secret"), ""));
  }

  /** The pair of the header; each of the two is encoded as in a form (RFC 6749, section 2.3.1). */
  private static Presented basic(String header) {
    if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return Presented.NONE;
    }
    try {
      String pair =
          new String(
              Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0
          ? Presented.NONE
          : new Presented(
              URLDecoder.decode(pair.substring(0, colon), StandardCharsets.UTF_8),
              URLDecoder.decode(pair.substring(colon + 1), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Presented.NONE;
    }
  }
}
