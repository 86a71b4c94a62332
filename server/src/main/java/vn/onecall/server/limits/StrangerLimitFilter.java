package vn.onecall.server.limits;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.springframework.web.filter.OncePerRequestFilter;
import vn.onecall.messages.Messages;
import vn.onecall.server.problems.Problem;
import vn.onecall.server.problems.ProblemSender;

/**
 * Bounds how many threads strangers hold, and how many of those one address: 429 past its share,
 * 503 past that of all, before anything of the request is read. However slowly they send or read,
 * the other threads serve those who are known.
 */
public final class StrangerLimitFilter extends OncePerRequestFilter {
  private static final Messages MESSAGES = Messages.beside(StrangerLimitFilter.class);

  private final AtOnce<String> byAddress;
  private final Semaphore all;
  private final ClientAddresses addresses;
  private final ProblemSender sender;

  public StrangerLimitFilter(LimitSettings settings, ProblemSender sender) {
    this.byAddress = new AtOnce<>(settings.strangersAtOncePerAddress());
    this.all = new Semaphore(settings.strangersAtOnce());
    this.addresses = new ClientAddresses(settings.proxies());
    this.sender = sender;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String address = addresses.of(request);
    if (!byAddress.enter(address)) {
      refuse(request, response, Problem.TOO_MANY);
      return;
    }
    try {
      if (!all.tryAcquire()) {
        refuse(request, response, Problem.UNAVAILABLE);
        return;
      }
      try {
        chain.doFilter(request, response);
      } finally {
        all.release();
      }
    } finally {
      byAddress.leave(address);
    }
  }

  private void refuse(HttpServletRequest request, HttpServletResponse response, Problem kind)
      throws IOException {
    response.setHeader("Retry-After", "1");
    sender.send(request, response, kind, MESSAGES.words("too-many-at-once"));
  }
}
