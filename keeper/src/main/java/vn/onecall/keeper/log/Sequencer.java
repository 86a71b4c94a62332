package vn.onecall.keeper.log;

import java.time.Clock;
import java.util.List;
import vn.onecall.keeper.entries.EntryFeed;
import vn.onecall.keeper.faults.CrashPoint;
import vn.onecall.translog.Checkpoint;
import vn.onecall.translog.Hash;
import vn.onecall.translog.LogAppender;
import vn.onecall.translog.NoteSigner;

/**
 * Turns committed entries into a published log.
 *
 * <p>The door commits entries in any order and from any node; none of them waits for the log. A
 * pass of the sequencer takes what has no place yet and goes through five steps, each of which can
 * be the last one before a crash:
 *
 * <ol>
 *   <li><b>index</b>: one commit moves entries from the queue to {@code log_index}. From here on
 *       the order of the log is settled; all that follows can be done again and comes out the same.
 *   <li><b>archive</b>: the sealed openings go to files, after each entry's columns were seen to
 *       give its leaf still.
 *   <li><b>tile</b>: entry bundles and hash tiles are written through to the disk.
 *   <li><b>head</b>: size, root and signed checkpoint are compared and set in one row. Only a
 *       larger log replaces a smaller, so a sequencer that was paused past its time cannot publish.
 *   <li><b>copy</b>: the checkpoint is copied to a file beside the tiles, by which a restart sees
 *       that main was not restored to before what the world has seen.
 * </ol>
 *
 * <p>Of several servers that share main and the folder, the holder of the {@link Lease} makes the
 * passes. One that was paused in the middle of a pass and has lost the lease goes on where it was
 * and harms nothing: archive and tiles get the same bytes in the same places, the head is another
 * by then, and the copy is looked at once more after it was replaced.
 *
 * <p>Log order is neither decision order nor commit order, and need not be: what the log proves is
 * that an entry is there and stays there.
 */
final class Sequencer {
  /** The most entries of one pass. */
  static final int BATCH = 4_096;

  private final EntryFeed feed;
  private final LogStore store;
  private final OpeningsArchive archive;
  private final LogAppender appender;
  private final NoteSigner signer;
  private final PublishedCopy copy;
  private final Clock clock;
  private long settled = -1;

  Sequencer(
      EntryFeed feed,
      LogStore store,
      OpeningsArchive archive,
      LogAppender appender,
      NoteSigner signer,
      PublishedCopy copy,
      Clock clock) {
    this.feed = feed;
    this.store = store;
    this.archive = archive;
    this.appender = appender;
    this.signer = signer;
    this.copy = copy;
    this.clock = clock;
  }

  /**
   * Looks at the beginning of a term of the lease at what another server, or a crash, has left, and
   * makes up for what the files lack of the published log.
   */
  synchronized void settle(long term) {
    if (settled != term) {
      archive.reread();
      healArchive();
      copy(store.head());
      settled = term;
    }
  }

  /**
   * Makes one pass, under a term of the lease.
   *
   * @return how many entries were published; 0 when there were none
   * @throws RuntimeException if a step failed; the next pass goes on from there
   */
  synchronized int pass(long term) {
    settle(term);
    if (store.assign(feed, BATCH) > 0) {
      CrashPoint.LOG_INDEXED.reached();
    }
    LogStore.Head head = store.head();
    List<EntryFeed.Unsequenced> next = store.from(head.size(), BATCH);
    if (next.isEmpty()) {
      copy(head);
      return 0;
    }
    archive.add(head.size(), feed.sealed(next));
    CrashPoint.LOG_ARCHIVED.reached();
    Hash root =
        appender.append(
            head.size(), head.root(), next.stream().map(entry -> entry.leaf().bytes()).toList());
    CrashPoint.LOG_TILED.reached();
    Checkpoint checkpoint = new Checkpoint(signer.name(), head.size() + next.size(), root);
    String note = signer.sign(checkpoint.body());
    LogStore.Head grown = new LogStore.Head(checkpoint.size(), root, note);
    if (store.compareAndSet(head.size(), head.root(), grown, clock.instant())) {
      CrashPoint.LOG_HEAD_STORED.reached();
      copy(grown);
    }
    return next.size();
  }

  private void copy(LogStore.Head head) {
    if (head.size() > 0) {
      copy.raise(head.note());
      // Whoever was paused on the way there may have put it over a larger one.
      LogStore.Head now = store.head();
      if (now.size() > head.size()) {
        copy.raise(now.note());
      }
    }
  }

  /** Archives what the archive lacks of the published log, as after its loss. */
  private void healArchive() {
    long published = store.head().size();
    while (archive.size() < published) {
      long from = archive.size();
      int count = (int) Math.min(BATCH, published - from);
      archive.add(from, feed.sealed(store.from(from, count)));
    }
  }
}
