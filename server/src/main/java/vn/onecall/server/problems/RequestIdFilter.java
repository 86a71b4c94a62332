package vn.onecall.server.problems;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request a random id. It is the {@code instance} of a problem, and every log line of
 * the request carries it as {@code request}. An operator can so find the log lines of a reported
 * problem, while the log contains nothing of the request itself.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RequestIdFilter extends OncePerRequestFilter {
  private static final String NAME = "request";

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    MDC.put(NAME, newName());
    try {
      chain.doFilter(request, response);
    } finally {
      MDC.remove(NAME);
    }
  }

  /** Returns the id of the request that this thread serves; outside of a request, a new id. */
  static URI name() {
    String name = MDC.get(NAME);
    return URI.create(name == null ? newName() : name);
  }

  private static String newName() {
    return "urn:uuid:" + UUID.randomUUID();
  }
}
