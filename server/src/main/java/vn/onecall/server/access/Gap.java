package vn.onecall.server.access;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The named points between two durable steps of a write, of an erasure and of the log: where a
 * crash must lose nothing that was acknowledged and show nothing by half.
 *
 * <p>A test starts the server with {@code -Donecall.halt-at=NAME} or {@code NAME:n} and the process
 * halts there, the n-th time, as by a power cut of its own. Without the property a point costs one
 * comparison.
 */
public enum Gap {
  /** Keys and index rows stand as pending; main knows nothing yet. */
  KEYS_PENDING,
  /** Main has committed a write; keys still says pending. */
  MAIN_COMMITTED,
  /** Keys is confirmed; the caller has not been answered. */
  KEYS_CONFIRMED,
  /** A read has committed its entry; nothing has been opened. */
  READ_COMMITTED,
  /** Main has marked an erasure; the journal does not have it. */
  ERASURE_MARKED,
  /** The journal has the erasure on disk; the keys are still there. */
  ERASURE_JOURNALED,
  /** The keys are gone; main does not know. */
  ERASURE_KEYS_GONE,
  /** Main knows that the keys are gone; the caller has not been answered. */
  ERASURE_CONFIRMED,
  /** Entries have their indexes; nothing of them is in the log's files. */
  LOG_INDEXED,
  /** The sealed openings are archived; the tiles are old. */
  LOG_ARCHIVED,
  /** The tiles are written; the published head is old. */
  LOG_TILED,
  /** The new head is stored; its file copy is old. */
  LOG_HEAD_STORED;

  private static final @Nullable Gap HALT_AT;
  private static final AtomicInteger REMAINING = new AtomicInteger(1);

  static {
    String setting = System.getProperty("onecall.halt-at");
    if (setting == null) {
      HALT_AT = null;
    } else {
      String[] parts = setting.split(":", 2);
      HALT_AT = Gap.valueOf(parts[0]);
      if (parts.length == 2) {
        REMAINING.set(Integer.parseInt(parts[1]));
      }
    }
  }

  /** Halts the process here if a test asked for it. */
  public void reached() {
    if (this == HALT_AT && REMAINING.decrementAndGet() == 0) {
      Runtime.getRuntime().halt(137);
    }
  }
}
