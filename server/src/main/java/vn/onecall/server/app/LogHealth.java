package vn.onecall.server.app;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;
import vn.onecall.server.ledger.Ledger;

/** Whether the log advances, and if not, why: the log says nothing about anyone. */
@Component("log")
final class LogHealth implements HealthIndicator {
  private final Ledger ledger;

  LogHealth(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public Health health() {
    return ledger
        .failure()
        .map(reason -> Health.status(new Status(Status.DOWN.getCode(), reason)))
        .orElseGet(Health::up)
        .build();
  }
}
