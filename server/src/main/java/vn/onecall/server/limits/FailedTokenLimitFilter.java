package vn.onecall.server.limits;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import vn.onecall.server.problems.ProblemSender;

/**
 * Limits failed token requests per client id, and answers 429 before a secret is compared, so that
 * guessing fails and costs the server no hashing.
 *
 * <p>A bucket belongs to a client id and the remote address, so that a stranger cannot lock out the
 * client. All unknown ids from one address share one bucket, and an unknown id is never stored,
 * because it could be anything.
 */
public final class FailedTokenLimitFilter extends OncePerRequestFilter {
  private static final String UNKNOWN = "(unknown)";

  private record Trying(String client, String address) {}

  private final Set<String> known;
  private final TokenBuckets<Trying> failures;
  private final ProblemSender sender;

  /**
   * A limit on failures.
   *
   * @param known the ids of the configured clients
   */
  public FailedTokenLimitFilter(LimitSettings settings, Set<String> known, ProblemSender sender) {
    this.known = Set.copyOf(known);
    this.failures =
        new TokenBuckets<>(
            settings.failedTokensPerMinute() / 60.0,
            settings.failedTokensBurst(),
            System::nanoTime);
    this.sender = sender;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Trying trying = new Trying(client(request), request.getRemoteAddr());
    Duration wait = failures.missing(trying);
    if (!wait.isZero()) {
      RequestLimitFilter.refuse(sender, request, response, wait);
      return;
    }
    chain.doFilter(request, response);
    if (response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED) {
      var _ = failures.take(trying);
    }
  }

  private String client(HttpServletRequest request) {
    String given = basic(request.getHeader(HttpHeaders.AUTHORIZATION));
    if (given.isEmpty()) {
      given = String.valueOf(request.getParameter("client_id"));
    }
    return known.contains(given) ? given : UNKNOWN;
  }

  private static String basic(@Nullable String header) {
    if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return "";
    }
    try {
      String pair =
          new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0 ? "" : pair.substring(0, colon);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
