package vn.onecall.server.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.DisconnectedClientHelper;
import vn.onecall.messages.Messages;
import vn.onecall.server.limits.LimitSettings;
import vn.onecall.server.limits.RequestLimitFilter;
import vn.onecall.server.problems.JsonBody;
import vn.onecall.server.problems.Problem;
import vn.onecall.server.problems.ProblemSender;
import vn.onecall.server.problems.UnreadableBodyException;

/**
 * The first and the last that every request meets. It reads the query strictly, bounds the body,
 * and answers with a problem what no other part has answered. A stranger's body is read for a token
 * alone.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class RequestBoundsFilter extends OncePerRequestFilter {
  private static final Messages MESSAGES = Messages.beside(RequestBoundsFilter.class);
  private static final Logger LOG = LoggerFactory.getLogger(RequestBoundsFilter.class);
  private static final String TOKENS = "/oauth2/token";

  /** Of a request for a token. */
  private static final BoundedBody.Bounds STRANGERS =
      new BoundedBody.Bounds(16 * 1024, 0, Duration.ofSeconds(5));

  private final ProblemSender sender;
  private final BoundedBody.Bounds clients;

  RequestBoundsFilter(ProblemSender sender, LimitSettings limits) {
    this.sender = sender;
    this.clients =
        new BoundedBody.Bounds(JsonBody.MOST_BYTES, 4 * JsonBody.MOST_BYTES, limits.bodyTime());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(bounded(request), response);
    } catch (Parameters.MalformedException e) {
      sender.send(request, response, Problem.MALFORMED, MESSAGES.words("query-malformed"));
    } catch (UnreadableBodyException e) {
      unreadable(request, response, e);
    } catch (IOException | ServletException | RuntimeException e) {
      fault(request, response, e);
    }
  }

  private BoundedRequest bounded(HttpServletRequest request) throws Parameters.MalformedException {
    String query = request.getQueryString();
    Map<String, List<String>> parameters = query == null ? Map.of() : Parameters.of(query);
    if (request.getServletPath().equals(TOKENS)) {
      return new BoundedRequest(request, parameters, STRANGERS, () -> true, true);
    }
    return new BoundedRequest(
        request, parameters, clients, () -> RequestLimitFilter.isOfKnown(request), false);
  }

  private void unreadable(
      HttpServletRequest request, HttpServletResponse response, UnreadableBodyException failure)
      throws IOException {
    Optional<Problem> problem = failure.problem();
    if (problem.isPresent() && !response.isCommitted()) {
      sender.send(request, response, problem.get(), failure.words());
    }
  }

  private void fault(HttpServletRequest request, HttpServletResponse response, Exception failure)
      throws IOException {
    if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
      // Nobody is left to answer, and nothing is wrong with the server.
      return;
    }
    LOG.error("A request failed before it was served: {}", failure.getClass().getName());
    if (!response.isCommitted()) {
      response.reset();
      sender.send(request, response, Problem.FAULT, MESSAGES.words("fault"));
    }
  }
}
