package vn.onecall.server.app;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;
import vn.onecall.keeper.log.TransparencyLog;

/**
 * Reports whether the log advances: {@code UP} where this server publishes it, {@code STANDBY}
 * where another server does, and {@code DOWN} with the reason where a publication of this server
 * fails. It identifies nobody.
 */
@Component("log")
final class LogHealth implements HealthIndicator {
  private static final Status STANDBY = new Status("STANDBY");

  private final TransparencyLog log;

  LogHealth(TransparencyLog log) {
    this.log = log;
  }

  @Override
  public Health health() {
    return log.failure()
        .map(reason -> Health.status(new Status(Status.DOWN.getCode(), reason)))
        .orElseGet(() -> log.publishes() ? Health.up() : Health.status(STANDBY))
        .build();
  }
}
