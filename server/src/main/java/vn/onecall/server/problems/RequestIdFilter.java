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
 * Gives each request a random name. A problem has it as its {@code instance}, and every line of the
 * program log that is written meanwhile carries it as {@code request}: so an operator finds what a
 * caller complains of, and nothing of the request itself stands in the log.
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

  /** The name of the request that this thread serves; outside of one, a name of its own. */
  static URI name() {
    String name = MDC.get(NAME);
    return URI.create(name == null ? newName() : name);
  }

  private static String newName() {
    return "urn:uuid:" + UUID.randomUUID();
  }
}
