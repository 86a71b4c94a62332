package vn.onecall.keeper.log;

import java.util.List;
import java.util.Optional;
import vn.onecall.translog.Checkpoint;
import vn.onecall.translog.LogAppender;
import vn.onecall.translog.LogException;
import vn.onecall.translog.MerkleProofs;
import vn.onecall.translog.NoteVerifier;
import vn.onecall.translog.TileStore;

/**
 * What must be true before the log is carried on: head, tiles and published checkpoint agree. It
 * changes nothing, and may look while another server publishes.
 */
final class LogCheck {
  private final LogStore store;
  private final TileStore tiles;
  private final PublishedCopy copy;
  private final NoteVerifier verifier;

  LogCheck(LogStore store, TileStore tiles, PublishedCopy copy, NoteVerifier verifier) {
    this.store = store;
    this.tiles = tiles;
    this.copy = copy;
    this.verifier = verifier;
  }

  /**
   * Refuses a main that is older than the published log.
   *
   * @throws LogIntegrityException if main is older, or the published checkpoint was changed
   */
  void mainIsNotOlder() {
    try {
      // The copy first: another server may publish in between, and never the copy before the head.
      Optional<Checkpoint> published = published();
      long size = store.head().size();
      published.ifPresent(seen -> refuseOlder(size, seen));
    } catch (LogException e) {
      throw new LogIntegrityException("The log does not verify: " + e.getMessage(), e);
    }
  }

  /**
   * Compares all three.
   *
   * @throws LogIntegrityException if one was changed, or main is older than what was published
   */
  void allAgree() {
    try {
      Optional<Checkpoint> published = published();
      LogStore.Head head = store.head();
      if (head.size() > 0) {
        Checkpoint stored = Checkpoint.open(head.note(), verifier);
        if (stored.size() != head.size() || !stored.root().equals(head.root())) {
          throw new LogIntegrityException(
              "The log's head in main was changed: its checkpoint says something else.");
        }
      }
      new LogAppender(tiles).append(head.size(), head.root(), List.of());
      if (published.isPresent()) {
        Checkpoint seen = published.get();
        refuseOlder(head.size(), seen);
        MerkleProofs.verifyConsistency(
            seen.size(),
            seen.root(),
            head.size(),
            head.root(),
            MerkleProofs.consistency(tiles, seen.size(), head.size()));
      }
    } catch (LogException e) {
      throw new LogIntegrityException("The log does not verify: " + e.getMessage(), e);
    }
  }

  private Optional<Checkpoint> published() {
    return copy.read().map(note -> Checkpoint.open(note, verifier));
  }

  private static void refuseOlder(long size, Checkpoint published) {
    if (published.size() > size) {
      throw new LogIntegrityException(
          "Main is older than the published log: it holds "
              + size
              + " entries, and a checkpoint over "
              + published.size()
              + " was published. The log never goes backwards.");
    }
  }
}
