package vn.onecall.server.app;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import vn.onecall.keeper.decisions.DoorObserver;

/**
 * Whether calls of the door succeed. A database can answer and yet take nothing, as on a full disk:
 * then calls fail, and none comes through. A failure counts for some seconds, so that whoever sends
 * no calls to a server that is not well soon tries it again.
 */
@Component("calls")
final class DoorHealth implements HealthIndicator, DoorObserver {
  private static final Duration COUNTS = Duration.ofSeconds(5);

  /** When a call failed, if none has succeeded since. */
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
