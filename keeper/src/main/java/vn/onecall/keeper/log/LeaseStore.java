package vn.onecall.keeper.log;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import vn.onecall.keeper.instances.Instance;

/**
 * Every statement on the lease of the log. The time in them is the database's own, not a node's:
 * nodes whose clocks differ, or are moved, agree on it all the same.
 */
final class LeaseStore {
  private final Instance.Log main;
  private final String origin;

  LeaseStore(Instance.Log main, String origin) {
    this.main = main;
    this.origin = origin;
  }

  /** Makes the row of a log that has none; nobody holds it then. */
  void begin() {
    main.client()
        .sql(
            """
            insert into ledger.lease (origin, holder, term, until)
            values (?, ?, 0, '-infinity') on conflict do nothing
            """)
        .params(origin, new UUID(0, 0))
        .update();
  }

  /**
   * Takes the lease if it is free, or renews the caller's own. A lease that would last longer than
   * any does is over too: the database's clock was set back since.
   *
   * @return the term, another than before where the lease was not held all the while; empty if
   *     another holds it
   */
  OptionalLong take(UUID holder, Duration length) {
    double seconds = length.toMillis() / 1000.0;
    return main.client()
        .sql(
            """
            update ledger.lease
            set holder = :holder, until = clock_timestamp() + make_interval(secs => :seconds),
                term = term
                  + case when holder = :holder and until > clock_timestamp() then 0 else 1 end
            where origin = :origin
              and (holder = :holder or until <= clock_timestamp()
                or until > clock_timestamp() + make_interval(secs => :seconds))
            returning term
            """)
        .param("holder", holder)
        .param("seconds", seconds)
        .param("origin", origin)
        .query(Long.class)
        .optional()
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  /** Gives the lease up, if it is still the caller's. */
  void release(UUID holder) {
    main.client()
        .sql("update ledger.lease set until = '-infinity' where origin = ? and holder = ?")
        .params(origin, holder)
        .update();
  }
}
