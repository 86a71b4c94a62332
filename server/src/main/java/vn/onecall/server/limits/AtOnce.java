package vn.onecall.server.limits;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * How many requests of each caller are served at the moment. It knows callers only while they are
 * served.
 *
 * @param <K> what tells callers apart
 */
final class AtOnce<K> {
  private final int most;
  private final ConcurrentMap<K, Integer> served = new ConcurrentHashMap<>();

  AtOnce(int most) {
    this.most = most;
  }

  /** Takes a place; whoever got one must {@link #leave}. */
  boolean enter(K caller) {
    boolean[] entered = new boolean[1];
    served.compute(
        caller,
        (any, now) -> {
          int others = now == null ? 0 : now;
          entered[0] = others < most;
          return entered[0] ? Integer.valueOf(others + 1) : now;
        });
    return entered[0];
  }

  /** Gives a place back. */
  void leave(K caller) {
    served.computeIfPresent(caller, (any, now) -> now == 1 ? null : now - 1);
  }
}
