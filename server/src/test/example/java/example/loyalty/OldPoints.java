package example.loyalty;

import java.time.Clock;
import org.springframework.stereotype.Component;
import vn.onecall.keeper.instances.Instances;

/** Removes points whose time is over. */
@Component
final class OldPoints implements Runnable {
  private final LoyaltyStore store;
  private final Clock clock;

  OldPoints(Instances instances, Clock clock) {
    this.store = new LoyaltyStore(instances.feature("loyalty").client());
    this.clock = clock;
  }

  @Override
  public void run() {
    store.round(clock.instant());
  }
}
