package vn.onecall.server.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.keeper.instances.Instances;
import vn.onecall.keeper.log.TransparencyLog;

/**
 * Gauges of the log and the connection pools, read at the time of the request. A value that the
 * database would have to supply while it is down is reported as NaN.
 */
@Component
final class StateMeters implements MeterBinder {
  private final TransparencyLog log;
  private final Instances instances;

  StateMeters(TransparencyLog log, Instances instances) {
    this.log = log;
    this.instances = instances;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    gauge("onecall.log.size", "Entries that the log has published", log::size).register(registry);
    gauge("onecall.log.waiting", "Entries committed and not published yet", log::waiting)
        .register(registry);
    gauge(
            "onecall.log.advancing",
            "Whether the log's last pass went well",
            () -> log.failure().isEmpty() ? 1 : 0)
        .register(registry);
    gauge(
            "onecall.log.publishes",
            "Whether this server publishes the log (1) or another does (0)",
            () -> log.publishes() ? 1 : 0)
        .register(registry);
    for (Instance instance : instances.all()) {
      for (Gauge.Builder<?> each :
          List.of(
              pool("active", () -> instance.pool().active()),
              pool("idle", () -> instance.pool().idle()),
              pool("awaited", () -> instance.pool().awaited()),
              pool("most", () -> instance.pool().most()))) {
        each.tag("instance", instance.instance()).tag("part", instance.part()).register(registry);
      }
    }
  }

  private static Gauge.Builder<?> pool(String state, Supplier<Number> value) {
    return gauge("onecall.pool.connections", "Connections of a part to an instance", value)
        .tag("state", state);
  }

  private static Gauge.Builder<?> gauge(String name, String meaning, Supplier<Number> value) {
    return Gauge.builder(name, () -> orNothing(value)).description(meaning);
  }

  private static double orNothing(Supplier<Number> value) {
    try {
      return value.get().doubleValue();
    } catch (RuntimeException e) {
      return Double.NaN;
    }
  }
}
