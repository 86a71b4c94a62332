package vn.onecall.keeper.writes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.onecall.keeper.keys.SubjectKeyStore;
import vn.onecall.keeper.subjects.SubjectId;

/**
 * Ends the writes that their writers could not end. It claims the same unique row in main that the
 * writer claims with its commit, and whoever inserts it wins: so it never takes the keys of a write
 * that still commits.
 */
public final class Sweeper {
  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
  private static final Duration CLAIMS_KEPT = Duration.ofDays(1);

  private final SubjectKeyStore keys;
  private final ClaimStore claims;
  private final Clock clock;

  public Sweeper(SubjectKeyStore keys, ClaimStore claims, Clock clock) {
    this.keys = keys;
    this.claims = claims;
    this.clock = clock;
  }

  /** Ends every write that began longer ago than {@code age}. */
  public void sweep(Duration age) {
    Instant now = clock.instant();
    end(keys.pendingSince(now.minus(age)), now);
    claims.dropClaims(now.minus(CLAIMS_KEPT));
  }

  /**
   * Ends the writes of one subject before another one begins, which then builds on nothing that
   * could still go: neither on a pending key nor on the number of a version that may yet come.
   */
  void settle(SubjectId subject) {
    end(keys.pendingOf(subject), clock.instant());
  }

  private boolean stands(SubjectKeyStore.Pending write, Instant now) {
    if (claims.claim(write.first(), write.writeId(), ClaimStore.Winner.SWEEPER, now)
        || claims.wonBySweeper(write.first(), write.writeId())) {
      keys.discard(write);
      return false;
    }
    keys.confirm(write);
    return true;
  }

  private void end(List<SubjectKeyStore.Pending> unfinished, Instant now) {
    int confirmed = 0;
    int discarded = 0;
    for (SubjectKeyStore.Pending pending : unfinished) {
      if (stands(pending, now)) {
        confirmed++;
      } else {
        discarded++;
      }
    }
    if (confirmed + discarded > 0) {
      LOG.info("Unfinished writes ended: {} confirmed, {} discarded.", confirmed, discarded);
    }
  }
}
