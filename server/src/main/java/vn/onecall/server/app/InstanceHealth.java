package vn.onecall.server.app;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.keeper.instances.Instances;

/** Reports whether the instances main and keys answer and accept writes. */
@Component("databases")
final class InstanceHealth implements HealthIndicator {
  private final Instances instances;

  InstanceHealth(Instances instances) {
    this.instances = instances;
  }

  @Override
  public Health health() {
    for (Instance instance : instances.all()) {
      if (!instance.answers()) {
        return Health.down().build();
      }
    }
    return Health.up().build();
  }
}
