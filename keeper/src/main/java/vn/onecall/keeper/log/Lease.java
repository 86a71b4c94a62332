package vn.onecall.keeper.log;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose turn it is to publish, among servers that share main and the folder of the log: at most one
 * of them as a rule, and another a few seconds after its end.
 *
 * <p>A rule is all that it is. A node that was paused may believe to hold what has passed to
 * another meanwhile, so nothing rests on the lease but that work is not done twice: what keeps the
 * log true is that its order is settled in {@code log_index}, and that only a larger head replaces
 * a smaller.
 */
final class Lease {
  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

  private final LeaseStore store;
  private final Duration length;
  private final UUID holder = UUID.randomUUID();
  private boolean begun;
  private long renewAt;
  private volatile OptionalLong term = OptionalLong.empty();

  /**
   * A lease that nobody here holds yet.
   *
   * @param length how long after its holder's end it passes to another
   */
  Lease(LeaseStore store, Duration length) {
    this.store = store;
    this.length = length;
  }

  /**
   * Takes the lease or keeps it.
   *
   * @return its term while this node holds it: another than before where others may have held it in
   *     between; empty if another node does
   */
  synchronized OptionalLong take() {
    if (term.isPresent() && System.nanoTime() - renewAt < 0) {
      return term;
    }
    if (!begun) {
      store.begin();
    }
    long asked = System.nanoTime();
    OptionalLong now = store.take(holder, length);
    if (!begun || now.isPresent() != term.isPresent()) {
      LOG.info(
          now.isPresent()
              ? "This server publishes the log."
              : "Another server publishes the log; this one stands by.");
    }
    begun = true;
    term = now;
    renewAt = asked + length.dividedBy(2).toNanos();
    return now;
  }

  /** Whether this node publishes, as far as it knows. */
  boolean held() {
    return term.isPresent();
  }

  /** Lets another node go on at once. */
  synchronized void release() {
    if (term.isPresent()) {
      term = OptionalLong.empty();
      store.release(holder);
    }
  }
}
