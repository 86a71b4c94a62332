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
 * Lets each client of the API make so many requests and answers 429 to the rest, before anything of
 * them is read. It stands behind the check of the token, so that nobody uses up another's share.
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

  /** Answers 429, with the whole seconds after which it is worth another try. */
  static void refuse(
      ProblemSender sender, HttpServletRequest request, HttpServletResponse response, Duration wait)
      throws IOException {
    long seconds = wait.plusSeconds(1).minusNanos(1).toSeconds();
    response.setHeader("Retry-After", Long.toString(seconds));
    sender.send(request, response, Problem.TOO_MANY, MESSAGES.words("too-many-calls", seconds));
  }
}
