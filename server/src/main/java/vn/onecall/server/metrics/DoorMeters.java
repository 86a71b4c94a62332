package vn.onecall.server.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;
import vn.onecall.keeper.decisions.DoorObserver;

/**
 * Meters of the door: calls by activity, result and promise; duration per activity; requests per
 * commit; erased subjects.
 */
@Component
final class DoorMeters implements DoorObserver {
  private static final Duration[] STEPS = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(20),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2),
    Duration.ofSeconds(10)
  };

  private record Decision(String activity, Result result, String promise) {}

  private final MeterRegistry registry;
  private final ConcurrentMap<Decision, Counter> decisions = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Timer> times = new ConcurrentHashMap<>();
  private final DistributionSummary shared;
  private final Counter erased;

  DoorMeters(MeterRegistry registry) {
    this.registry = registry;
    this.shared =
        DistributionSummary.builder("onecall.door.batch")
            .description("Requests that shared one statement and its commit")
            .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128)
            .register(registry);
    this.erased =
        Counter.builder("onecall.door.erasures")
            .description("Subjects that were erased")
            .register(registry);
  }

  @Override
  public void answered(Answered answered) {
    String promise = answered.promise().map(Object::toString).orElse("none");
    decisions
        .computeIfAbsent(
            new Decision(answered.activity(), answered.result(), promise), this::decision)
        .increment();
    times.computeIfAbsent(answered.activity(), this::time).record(answered.took());
    if (answered.erased()) {
      erased.increment();
    }
  }

  @Override
  public void shared(int requests) {
    shared.record(requests);
  }

  private Counter decision(Decision decision) {
    return Counter.builder("onecall.door.decisions")
        .description("Answers of the door")
        .tag("activity", decision.activity)
        .tag("outcome", decision.result.name().toLowerCase(Locale.ROOT))
        .tag("promise", decision.promise)
        .register(registry);
  }

  private Timer time(String activity) {
    return Timer.builder("onecall.door.time")
        .description("From a call of the door to its answer")
        .tag("activity", activity)
        .serviceLevelObjectives(STEPS)
        .register(registry);
  }
}
