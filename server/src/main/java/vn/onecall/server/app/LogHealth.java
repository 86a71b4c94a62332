package vn.onecall.server.app;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;
import vn.onecall.keeper.log.TransparencyLog;

/**
 * Whether the log advances: {@code UP} where this server publishes it, {@code STANDBY} where
 * another does, and {@code DOWN}, with the reason, where a pass of this server fails. The log says
 * nothing about anyone.
 */
@Component("log")
final class LogHealth implements HealthIndicator {
  private static final Status STANDBY = new Status("STANDBY");

  private final TransparencyLog ledger;

  LogHealth(TransparencyLog ledger) {
    this.ledger = ledger;
  }

  @Override
  public Health health() {
    return ledger
        .failure()
        .map(reason -> Health.status(new Status(Status.DOWN.getCode(), reason)))
        .orElseGet(() -> ledger.publishes() ? Health.up() : Health.status(STANDBY))
        .build();
  }
}
