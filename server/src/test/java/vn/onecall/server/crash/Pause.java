package vn.onecall.server.crash;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for what another process does. */
final class Pause {
  private Pause() {}

  static void briefly() {
    of(Duration.ofMillis(25));
  }

  static void of(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting", e);
    }
  }

  /** Waits until something is so; where it is not in time, {@code what} is said. */
  static void until(Supplier<String> what, Duration longest, BooleanSupplier so) {
    long deadline = System.nanoTime() + longest.toNanos();
    while (!so.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(what.get() + ": not within " + longest.toSeconds() + " s");
      }
      briefly();
    }
  }
}
