package vn.onecall.server.ledger;

import java.time.Clock;
import java.util.List;
import vn.onecall.server.access.EntryFeed;
import vn.onecall.server.access.Gap;
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
 * <p>Log order is neither decision order nor commit order, and need not be: what the log proves is
 * that an entry is there and stays there.
 */
final class Sequencer {
  /** The most entries of one pass. */
  static final int BATCH = 4_096;

  private final EntryFeed feed;
  private final LedgerStore store;
  private final OpeningsArchive archive;
  private final LogAppender appender;
  private final NoteSigner signer;
  private final PublishedCopy copy;
  private final Clock clock;

  Sequencer(
      EntryFeed feed,
      LedgerStore store,
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
   * Makes one pass.
   *
   * @return how many entries were published; 0 when there were none
   * @throws RuntimeException if a step failed; the next pass goes on from there
   */
  synchronized int pass() {
    if (store.assign(feed, BATCH) > 0) {
      Gap.LOG_INDEXED.reached();
    }
    LedgerStore.Head head = head();
    List<EntryFeed.Unsequenced> next = store.from(head.size(), BATCH);
    if (next.isEmpty()) {
      return 0;
    }
    archive.append(head.size(), feed.sealed(next));
    Gap.LOG_ARCHIVED.reached();
    Hash root =
        appender.append(
            head.size(), head.root(), next.stream().map(entry -> entry.leaf().bytes()).toList());
    Gap.LOG_TILED.reached();
    Checkpoint checkpoint = new Checkpoint(signer.name(), head.size() + next.size(), root);
    String note = signer.sign(checkpoint.body());
    if (store.compareAndSet(
        head.size(),
        head.root(),
        new LedgerStore.Head(checkpoint.size(), root, note),
        clock.instant())) {
      Gap.LOG_HEAD_STORED.reached();
      copy.replace(note);
    }
    return next.size();
  }

  /** Archives what the archive lacks of the published log, as after its loss. */
  synchronized void healArchive() {
    long published = head().size();
    while (archive.size() < published) {
      long from = archive.size();
      int count = (int) Math.min(BATCH, published - from);
      archive.append(from, feed.sealed(store.from(from, count)));
    }
  }

  /** How many entries are committed and not published. */
  long waiting() {
    return feed.waiting() + store.indexed() - head().size();
  }

  LedgerStore.Head head() {
    return store.head().orElseGet(() -> new LedgerStore.Head(0, Hash.EMPTY_ROOT, ""));
  }
}
