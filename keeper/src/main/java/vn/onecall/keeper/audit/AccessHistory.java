package vn.onecall.keeper.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.onecall.translog.Hash;
import vn.onecall.translog.entries.Opening;

/**
 * What a subject sees of the accesses to their own data, the newest first.
 *
 * @param entries the entries, each opened
 * @param next the time before which the next page begins, if there may be more
 * @param entry the leaf of the entry that this view has itself
 */
public record AccessHistory(List<Opened> entries, Optional<Instant> next, Hash entry) {
  public AccessHistory {
    entries = List.copyOf(entries);
  }

  /**
   * One access.
   *
   * @param leaf the entry's commitment in the log
   * @param opening its subject's part, as a receipt holds it
   */
  public record Opened(Hash leaf, Opening opening) {}
}
