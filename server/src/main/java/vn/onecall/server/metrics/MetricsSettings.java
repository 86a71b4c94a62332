package vn.onecall.server.metrics;

import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may read the metrics.
 *
 * @param clients ids of configured clients; nobody by default. Such a client needs no activity
 */
public record MetricsSettings(@DefaultValue Set<String> clients) {
  public MetricsSettings {
    clients = Set.copyOf(clients);
  }
}
