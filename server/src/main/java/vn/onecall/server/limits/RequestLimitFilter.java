package vn.onecall.server.limits;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;
import vn.onecall.messages.Messages;
import vn.onecall.server.problems.Problem;
import vn.onecall.server.problems.ProblemSender;
import vn.onecall.server.problems.UnreadableBodyException;

/**
 * Limits what each API client has of the server: its rate, and how many of its requests are served
 * at once; 429 above either, before the request is read. It runs after token verification, so that
 * nobody can use up the limit of another client.
 *
 * <p>From here on the caller is known, and its body may be read. What is left of a small one at the
 * end is read too, so that the connection can serve the next request.
 */
public final class RequestLimitFilter extends OncePerRequestFilter {
  private static final Messages MESSAGES = Messages.beside(RequestLimitFilter.class);
  private static final String KNOWN = RequestLimitFilter.class.getName() + ".known";
  private static final int SMALL = 16 * 1024;

  private final TokenBuckets<String> clients;
  private final AtOnce<String> atOnce;
  private final ProblemSender sender;

  public RequestLimitFilter(LimitSettings settings, ProblemSender sender) {
    this.clients =
        new TokenBuckets<>(settings.requestsPerSecond(), settings.burst(), System::nanoTime);
    this.atOnce = new AtOnce<>(settings.atOnce());
    this.sender = sender;
  }

  /** Whether the caller of a request has shown who it is. */
  public static boolean isOfKnown(HttpServletRequest request) {
    return Boolean.TRUE.equals(request.getAttribute(KNOWN));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication caller = SecurityContextHolder.getContext().getAuthentication();
    if (!(caller instanceof JwtAuthenticationToken)) {
      chain.doFilter(request, response);
      return;
    }
    Duration wait = clients.take(caller.getName());
    if (!wait.isZero()) {
      refuse(sender, request, response, wait);
    } else if (!atOnce.enter(caller.getName())) {
      response.setHeader("Retry-After", "1");
      sender.send(request, response, Problem.TOO_MANY, MESSAGES.words("too-many-at-once"));
    } else {
      try {
        request.setAttribute(KNOWN, true);
        chain.doFilter(request, response);
        readToItsEnd(request);
      } finally {
        atOnce.leave(caller.getName());
      }
    }
  }

  private static void readToItsEnd(HttpServletRequest request) throws IOException {
    if (request.getContentLengthLong() > 0 && request.getContentLengthLong() <= SMALL) {
      try {
        request.getInputStream().transferTo(OutputStream.nullOutputStream());
      } catch (UnreadableBodyException e) {
        // Its answer is given; the connection ends with it.
      }
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
