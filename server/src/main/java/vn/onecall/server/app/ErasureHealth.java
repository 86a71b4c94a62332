package vn.onecall.server.app;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;
import vn.onecall.keeper.door.Keeper;

/** Whether every erasure that was begun is finished, and if not, why; it names nobody. */
@Component("erasures")
final class ErasureHealth implements HealthIndicator {
  private final Keeper access;

  ErasureHealth(Keeper access) {
    this.access = access;
  }

  @Override
  public Health health() {
    return access
        .unfinishedErasure()
        .map(reason -> Health.status(new Status(Status.DOWN.getCode(), reason)))
        .orElseGet(Health::up)
        .build();
  }
}
