package vn.onecall.server.transfers.delivery;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * The permits under which deliveries decide, open and encrypt, so that many at once leave the
 * databases to those who call. Whoever waits for a recipient gives the permit back meanwhile: no
 * recipient's slowness holds one.
 */
@Component
final class WorkPermits {
  private static final int AT_ONCE = 4;

  private final Semaphore permits = new Semaphore(AT_ONCE);

  /** Runs a delivery under a permit. */
  void work(Runnable delivery) {
    permits.acquireUninterruptibly();
    try {
      delivery.run();
    } finally {
      permits.release();
    }
  }

  /** Waits for somebody outside, in the middle of a delivery. */
  <T> T away(Supplier<T> waiting) {
    permits.release();
    try {
      return waiting.get();
    } finally {
      permits.acquireUninterruptibly();
    }
  }
}
