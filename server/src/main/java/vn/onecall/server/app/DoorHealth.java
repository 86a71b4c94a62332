package vn.onecall.server.app;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import vn.onecall.keeper.decisions.DoorObserver;

/**
 * Reports whether calls of the door succeed. A database can answer and still accept no writes, for
 * example on a full disk; then every call fails. One failure counts for some seconds only, because
 * a server reported as unhealthy gets no calls that could show its recovery.
 */
@Component("calls")
final class DoorHealth implements HealthIndicator, DoorObserver {
  private static final Duration COUNTS = Duration.ofSeconds(5);

  /** The time of the last failed call, if none has succeeded since. */
  private volatile @Nullable Long failedAt;

  @Override
  public void answered(Answered answered) {
    switch (answered.result()) {
      case UNAVAILABLE -> failedAt = System.nanoTime();
      case PERMITTED, DENIED -> failedAt = null;
      case CONFLICT, FAILED -> {}
    }
  }

  @Override
  public void shared(int requests) {}

  @Override
  public Health health() {
    Long failed = failedAt;
    return failed != null && System.nanoTime() - failed < COUNTS.toNanos()
        ? Health.down().build()
        : Health.up().build();
  }
}
