package vn.onecall.server.metrics;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.onecall.keeper.calls.Caller;
import vn.onecall.messages.Messages;
import vn.onecall.server.problems.Problem;

/**
 * {@code /metrics}, for the clients that the configuration names, with a token like every other
 * address: the numbers of refusals are confidential, and a loopback address would be open to every
 * process on the machine and to everyone behind a proxy. Prometheus can request such a token itself
 * ({@code oauth2}).
 */
@RestController
final class MetricsEndpoint {
  private static final Messages MESSAGES = Messages.beside(MetricsEndpoint.class);
  private static final MediaType TEXT =
      MediaType.parseMediaType("text/plain; version=0.0.4; charset=utf-8");

  private final PrometheusMeterRegistry registry;
  private final Set<String> readers;

  MetricsEndpoint(PrometheusMeterRegistry registry, MetricsSettings settings) {
    this.registry = registry;
    this.readers = settings.clients();
  }

  @GetMapping("/metrics")
  ResponseEntity<?> metrics(Caller caller, Locale reader) {
    if (!readers.contains(caller.client())) {
      return Problem.NOT_ENTITLED.response(
          reader, Problem.NOT_ENTITLED.detail(reader, MESSAGES.words("not-entitled").in(reader)));
    }
    return ResponseEntity.ok()
        .contentType(TEXT)
        .cacheControl(CacheControl.noStore())
        .body(registry.scrape());
  }
}
