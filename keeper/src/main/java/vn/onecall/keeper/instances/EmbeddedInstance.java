package vn.onecall.keeper.instances;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.onecall.postgres.EmbeddedPostgres;
import vn.onecall.postgres.PostgresException;

/**
 * An embedded PostgreSQL that is started again, on the same folder and port, whenever it ends by
 * itself: killed by an operator or by the kernel, or crashed. Until it is back its statements fail
 * and nothing is shown; what was committed is still there, since it recovers from its own log.
 */
final class EmbeddedInstance implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedInstance.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final String name;
  private final EmbeddedPostgres process;
  private final Thread watch;
  private volatile boolean closing;

  /** Takes over a process that runs. */
  EmbeddedInstance(String name, EmbeddedPostgres process) {
    this.name = name;
    this.process = process;
    this.watch = Thread.ofPlatform().daemon().name("watch-" + name).start(this::watch);
  }

  private void watch() {
    try {
      while (true) {
        int status = process.onExit().get();
        if (closing) {
          return;
        }
        LOG.error(
            "The embedded PostgreSQL '{}' has ended by itself with status {}. Nothing is shown"
                + " until it is started again.",
            name,
            status);
        startAgain();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      LOG.error("The embedded PostgreSQL '{}' can no longer be watched.", name, e.getCause());
    }
  }

  private void startAgain() throws InterruptedException {
    Duration pause = Duration.ofSeconds(1);
    while (!closing) {
      try {
        process.restart();
        LOG.warn("The embedded PostgreSQL '{}' is back.", name);
        return;
      } catch (PostgresException e) {
        LOG.error("{} The next try is in {} s.", e.getMessage(), pause.toSeconds());
      }
      Thread.sleep(pause);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
  }

  /** Stops watching, and shuts the process down in good order. */
  @Override
  public void close() {
    closing = true;
    watch.interrupt();
    try {
      watch.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.close();
  }
}
