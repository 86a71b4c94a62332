package vn.onecall.server.verification;

import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;
import vn.onecall.keeper.instances.Instances;

/** Deletes expired codes and expired counters. */
@Component
final class CodeSweeper implements Runnable {
  private final CodeStore codes;
  private final CodeCountStore tallies;
  private final Clock clock;

  CodeSweeper(Instances instances, Clock clock) {
    this.codes = new CodeStore(instances.feature("verification").client());
    this.tallies = new CodeCountStore(instances.feature("verification").client());
    this.clock = clock;
  }

  @Override
  public void run() {
    Instant now = clock.instant();
    codes.dropExpired(now);
    tallies.dropBegunBefore(now.minus(CodeLimits.WINDOW));
  }
}
