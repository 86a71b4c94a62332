package vn.onecall.translog;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole published log and recomputes it. When {@link #verify(String)} returns, the
 * checkpoint is signed by the log's key and for its origin, every entry bundle gives exactly the
 * tiles that are published, and the tiles give the root that was signed. Memory stays small: one
 * bundle and the right edge of the tree.
 *
 * <p>It cannot show that the log shows everyone the same tree: for that, compare checkpoints with
 * others, or pass an earlier checkpoint as trusted.
 */
public final class LogVerifier {

  private final TileSource tiles;
  private final NoteVerifier key;

  /** A verifier of the log in this source, whose origin is the name of this key. */
  public LogVerifier(TileSource tiles, NoteVerifier key) {
    this.tiles = tiles;
    this.key = key;
  }

  /**
   * Verifies the whole log up to a signed checkpoint.
   *
   * @throws LogException.NotVerified if the checkpoint is not the log's, or whole and sound tiles
   *     give another root than it
   * @throws LogException.TamperedTile if a tile or a bundle is wrong: its path and the first index
   * @throws LogException.MissingTile if one is not there
   */
  public VerificationReport verify(String checkpointNote) {
    return verify(Checkpoint.open(checkpointNote, key), Optional.empty());
  }

  /**
   * Verifies the whole log, and that it is the earlier checkpointed tree with entries added at its
   * end.
   *
   * @throws LogException.NotVerified also if the log is no continuation of the earlier checkpoint
   */
  public VerificationReport verify(String checkpointNote, Checkpoint trusted) {
    return verify(Checkpoint.open(checkpointNote, key), Optional.of(trusted));
  }

  /** Verifies against a checkpoint whose signature was checked before. */
  VerificationReport verify(Checkpoint checkpoint, Optional<Checkpoint> trusted) {
    trusted.ifPresent(earlier -> checkThatItGrew(earlier, checkpoint));
    Comparison comparison = new Comparison();
    Hash root = recompute(checkpoint.size(), comparison);
    comparison.throwIfDifferent(root.equals(checkpoint.root()));
    if (!root.equals(checkpoint.root())) {
      throw new LogException.NotVerified(
          "The entries and tiles agree, but not with the root of the checkpoint");
    }
    trusted.ifPresent(earlier -> checkConsistency(earlier, checkpoint));
    return new VerificationReport(checkpoint, checkpoint.size(), comparison.compared);
  }

  private Hash recompute(long size, Comparison comparison) {
    CompactRange edge = CompactRange.ofEmptyTree();
    while (edge.size() < size) {
      int width = (int) Math.min(TilePath.FULL, size - edge.size());
      TilePath bundle = TilePath.entries(edge.size() / TilePath.FULL, width);
      for (byte[] entry : EntryBundle.read(tiles, bundle)) {
        edge.add(Hash.leaf(entry), comparison::compare);
      }
    }
    for (TilePath path : CompactRange.pathsOf(size)) {
      comparison.compare(path, edge.hashesAt(path.level()));
    }
    return edge.root();
  }

  private static void checkThatItGrew(Checkpoint earlier, Checkpoint checkpoint) {
    if (!earlier.origin().equals(checkpoint.origin())) {
      throw new LogException.NotVerified("The trusted checkpoint is of another log");
    }
    if (earlier.size() > checkpoint.size()) {
      throw new LogException.NotVerified("The log is smaller than the trusted checkpoint");
    }
  }

  private void checkConsistency(Checkpoint earlier, Checkpoint checkpoint) {
    MerkleProofs.verifyConsistency(
        earlier.size(),
        earlier.root(),
        checkpoint.size(),
        checkpoint.root(),
        MerkleProofs.consistency(tiles, earlier.size(), checkpoint.size()));
  }

  /**
   * Compares published tiles with recomputed ones and remembers the first difference. Which side is
   * wrong is known only at the end: if the entries give the signed root, they are right and the
   * tile is wrong; otherwise the tile is right, and what lies beneath it was changed.
   */
  private final class Comparison {
    private long compared;
    private @Nullable TilePath tile;
    private int position;

    void compare(TilePath path, List<Hash> recomputed) {
      List<Hash> published = Tile.read(tiles, path);
      compared++;
      for (int i = 0; tile == null && i < path.width(); i++) {
        if (!published.get(i).equals(recomputed.get(i))) {
          tile = path;
          position = i;
        }
      }
    }

    void throwIfDifferent(boolean entriesGiveTheRoot) {
      if (tile == null) {
        return;
      }
      if (entriesGiveTheRoot) {
        throw new LogException.TamperedTile(
            tile, "hash " + position + " is not that of the entries beneath it");
      }
      long beneath = tile.index() * TilePath.FULL + position;
      if (tile.level() == 0) {
        throw new LogException.TamperedTile(
            TilePath.entries(tile.index(), tile.width()),
            "entry " + beneath + " does not hash to its leaf");
      }
      throw new LogException.TamperedTile(
          TilePath.hashes(tile.level() - 1, beneath, TilePath.FULL),
          "it and the entries beneath it do not hash to the tile above");
    }
  }
}
