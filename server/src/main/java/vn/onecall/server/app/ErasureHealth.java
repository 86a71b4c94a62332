package vn.onecall.server.app;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;
import vn.onecall.keeper.door.Keeper;

/**
 * Reports whether every started erasure is finished, and the reason if not. It identifies nobody.
 */
@Component("erasures")
final class ErasureHealth implements HealthIndicator {
  private final Keeper keeper;

  ErasureHealth(Keeper keeper) {
    this.keeper = keeper;
  }

  @Override
  public Health health() {
    return keeper
        .unfinishedErasure()
        .map(reason -> Health.status(new Status(Status.DOWN.getCode(), reason)))
        .orElseGet(Health::up)
        .build();
  }
}
