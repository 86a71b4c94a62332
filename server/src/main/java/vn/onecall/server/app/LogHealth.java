package vn.onecall.server.app;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import vn.onecall.server.ledger.Ledger;

/** Whether the log advances. */
@Component("log")
final class LogHealth implements HealthIndicator {
  private final Ledger ledger;

  LogHealth(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public Health health() {
    return ledger.failure().isPresent() ? Health.down().build() : Health.up().build();
  }
}
