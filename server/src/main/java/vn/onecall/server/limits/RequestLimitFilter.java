package vn.onecall.server.limits;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;
import vn.onecall.messages.Messages;
import vn.onecall.server.problems.Problem;
import vn.onecall.server.problems.ProblemSender;

/**
 * Limits the request rate of each API client and answers 429 above it, before the request is read.
 * It runs after token verification, so that nobody can use up the limit of another client.
 */
public final class RequestLimitFilter extends OncePerRequestFilter {
  private static final Messages MESSAGES = Messages.beside(RequestLimitFilter.class);
  private final TokenBuckets<String> clients;
  private final ProblemSender sender;

  public RequestLimitFilter(LimitSettings settings, ProblemSender sender) {
    this.clients =
        new TokenBuckets<>(settings.requestsPerSecond(), settings.burst(), System::nanoTime);
    this.sender = sender;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication caller = SecurityContextHolder.getContext().getAuthentication();
    Duration wait =
        caller instanceof JwtAuthenticationToken ? clients.take(caller.getName()) : Duration.ZERO;
    if (wait.isZero()) {
      chain.doFilter(request, response);
    } else {
      refuse(sender, request, response, wait);
    }
  }

  /** Answers 429 with Retry-After in whole seconds. */
  static void refuse(
      ProblemSender sender, HttpServletRequest request, HttpServletResponse response, Duration wait)
      throws IOException {
    long seconds = wait.plusSeconds(1).minusNanos(1).toSeconds();
    response.setHeader("Retry-After", Long.toString(seconds));
    sender.send(request, response, Problem.TOO_MANY, MESSAGES.words("too-many-calls", seconds));
  }
}
