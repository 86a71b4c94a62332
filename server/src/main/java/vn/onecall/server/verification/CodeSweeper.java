package vn.onecall.server.verification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.onecall.keeper.instances.Instances;

/** Removes codes whose life is over, and counts whose hour is; every minute. */
public final class CodeSweeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CodeSweeper.class);
  private static final Duration PACE = Duration.ofMinutes(1);

  private final CodeStore codes;
  private final TallyStore tallies;
  private final Clock clock;
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("code-sweeper").factory());

  private CodeSweeper(Instances instances, Clock clock) {
    this.codes = new CodeStore(instances.main().client());
    this.tallies = new TallyStore(instances.main().client());
    this.clock = clock;
  }

  /** Begins the rounds, the first at once. */
  public static CodeSweeper start(Instances instances, Clock clock) {
    return start(instances, clock, PACE);
  }

  static CodeSweeper start(Instances instances, Clock clock, Duration pace) {
    CodeSweeper sweeper = new CodeSweeper(instances, clock);
    var _ =
        sweeper.rounds.scheduleWithFixedDelay(
            sweeper::sweepQuietly, 0, pace.toMillis(), TimeUnit.MILLISECONDS);
    return sweeper;
  }

  private void sweepQuietly() {
    try {
      Instant now = clock.instant();
      codes.dropExpired(now);
      tallies.dropBegunBefore(now.minus(Limits.WINDOW));
    } catch (RuntimeException e) {
      LOG.warn(
          "Old codes could not be removed ({}); they verify nothing, and the next round tries again.",
          e.getClass().getSimpleName());
    }
  }

  @Override
  public void close() {
    rounds.shutdownNow();
  }
}
