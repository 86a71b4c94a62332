package vn.onecall.keeper.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The named points between two durable steps of a write, of an erasure and of the log: where a
 * crash must lose nothing that was acknowledged and show nothing by half.
 *
 * <p>A test starts the server with {@code -Donecall.halt-at=NAME} or {@code NAME:n} and the process
 * halts there, the n-th time, as by a power cut of its own. With {@code -Donecall.gap-order=FILE}
 * the test decides while the server runs: it writes {@code halt NAME} into that file, or {@code
 * stop NAME}, and the next who reaches the point deletes the file and halts, or stops as by SIGSTOP
 * until somebody lets the process go on. Without either property a point costs two comparisons.
 */
public enum CrashPoint {
  /** Keys and index rows stand as pending; main knows nothing yet. */
  KEYS_PENDING,
  /** Main has committed a write; keys still says pending. */
  MAIN_COMMITTED,
  /** Keys is confirmed; the caller has not been answered. */
  KEYS_CONFIRMED,
  /** A call with a key is carried out, and main has it; the caller has not been answered. */
  CALL_CARRIED_OUT,
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
  /** Entries have left the queue for their indexes, in a transaction that has not committed. */
  LOG_TAKEN,
  /** Entries have their indexes; nothing of them is in the log's files. */
  LOG_INDEXED,
  /** The sealed openings are archived; the tiles are old. */
  LOG_ARCHIVED,
  /** The tiles are written; the published head is old. */
  LOG_TILED,
  /** The new head is stored; its file copy is old. */
  LOG_HEAD_STORED,
  /** The copy lies beside the old one, which was looked at, and has not replaced it. */
  LOG_COPY_READY,
  /** A transfer stands in the outbox with its entry; nothing has been opened for it. */
  TRANSFER_COMMITTED,
  /** An attempt to deliver has its entry; nothing has been sent. */
  TRANSFER_OPENED,
  /** The recipient has it; main does not know. */
  TRANSFER_DELIVERED;

  private static final @Nullable CrashPoint HALT_AT = named("onecall.halt-at");
  private static final AtomicInteger HALTS = new AtomicInteger(times("onecall.halt-at"));
  private static final @Nullable Path ORDER = file("onecall.gap-order");

  private static @Nullable CrashPoint named(String property) {
    String setting = System.getProperty(property);
    return setting == null ? null : CrashPoint.valueOf(setting.split(":", 2)[0]);
  }

  private static int times(String property) {
    String[] parts = System.getProperty(property, "").split(":", 2);
    return parts.length == 2 ? Integer.parseInt(parts[1]) : 1;
  }

  private static @Nullable Path file(String property) {
    String setting = System.getProperty(property);
    return setting == null ? null : Path.of(setting);
  }

  /** Halts or stops the process here if a test asked for it. */
  public void reached() {
    if (this == HALT_AT && HALTS.decrementAndGet() == 0) {
      halt();
    }
    if (ORDER != null) {
      obey(ORDER);
    }
  }

  /** Does what the file says, if it speaks of this point and nobody else was faster. */
  private void obey(Path order) {
    try {
      String[] words = Files.readString(order).strip().split(" ", 2);
      if (words.length < 2 || !words[1].equals(name()) || !Files.deleteIfExists(order)) {
        return;
      }
      if (words[0].equals("halt")) {
        halt();
      } else {
        stop();
      }
    } catch (NoSuchFileException e) {
      // Nothing is asked for at present.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void halt() {
    Runtime.getRuntime().halt(137);
  }

  private static void stop() {
    String self = Long.toString(ProcessHandle.current().pid());
    try {
      new ProcessBuilder("kill", "-STOP", self).inheritIO().start().waitFor();
      // The signal is under way: this thread must not pass the point before it stands still.
      Thread.sleep(500);
    } catch (IOException e) {
      throw new IllegalStateException("this process cannot be stopped", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
