package vn.onecall.translog;

import java.util.ArrayList;
import java.util.List;

/**
 * Adds entries at the end of the log's tree, as tiles in a store.
 *
 * <h2>The life of an entry</h2>
 *
 * <ol>
 *   <li><b>Entry.</b> The caller gives each 32-byte commitment an index, durably, in a record of
 *       its own. From then on the order is fixed.
 *   <li><b>Bundle.</b> {@link #append} writes the entries into {@code tile/entries/...}, 256 a
 *       file, so that anyone can recompute everything that follows.
 *   <li><b>Tiles.</b> Each entry's leaf hash goes into a tile of level 0. A full tile of 256 hashes
 *       becomes one hash in a tile of level 1, and so on; only the right edge of the tree is ever
 *       touched, and its tiles, still partial, are written at their present width.
 *   <li><b>Root.</b> When all are on disk, {@code append} returns the root of the grown tree.
 *       Nothing is published yet.
 *   <li><b>Checkpoint.</b> The caller compares-and-sets (size, root) in its own record, has a
 *       {@link NoteSigner} sign the {@link Checkpoint}, and publishes it. This is the one step that
 *       counts: whatever tiles lie beyond the checkpoint belong to no tree.
 *   <li><b>Proof.</b> From the tiles {@link MerkleProofs} makes inclusion proofs, which travel with
 *       the checkpoint as a {@link TlogProof}, and consistency proofs between checkpoints; {@link
 *       LogVerifier} recomputes the whole.
 * </ol>
 *
 * <p>Why tiles of 256: a file of 8 KiB is one disk read and one HTTP answer; a tree of 16 million
 * entries is three tiles high, so that any proof needs a handful of files; and a full tile never
 * changes, so that files and caches may keep it for ever, and no server has to compute anything.
 *
 * <h2>Crashes</h2>
 *
 * <p>An append may be repeated after a crash at any point, and gives the same files and root. It
 * may also be repeated with other entries, as long as none of them was in a tile that became full:
 * a full tile is never replaced by other content, published or not, so the order must be durable
 * before. One caller appends at a time; the compare-and-set of the checkpoint decides between two
 * concurrent ones.
 *
 * <h2>Which partial tiles are kept</h2>
 *
 * <p>An append from size {@code s} keeps the partial tiles of {@code s}, whose checkpoint readers
 * may hold, and all wider ones; it removes narrower ones, and those of tiles that are full. What
 * was removed is still answered by {@link TileSource#read}, from the wider tile.
 */
public final class LogAppender {

  private final TileStore store;

  /** An appender to the log in this store. */
  public LogAppender(TileStore store) {
    this.store = store;
  }

  /**
   * Adds entries to the tree of {@code size} entries with this root, and returns the new root once
   * every bundle and tile of the new tree is durable. Reads and writes the right edge only.
   *
   * @param size entries in the tree so far
   * @param root its root, from the caller's own record; {@link Hash#EMPTY_ROOT} for size 0
   * @param entries the 32-byte entries to add, in order
   * @throws LogException.TilesDoNotMatch if the stored tiles give another root for this size
   * @throws LogException.TamperedTile if a full tile or the last bundle is not what it must be
   * @throws LogException.MissingTile if a tile of the right edge is not there
   * @throws LogException.Malformed if an entry does not have 32 bytes
   */
  public Hash append(long size, Hash root, List<byte[]> entries) {
    if (size < 0 || size > Long.MAX_VALUE - entries.size()) {
      throw new LogException.Malformed("A log has between 0 and 2^63-1 entries");
    }
    entries.forEach(EntryBundle::checked);
    CompactRange edge = CompactRange.read(store, size);
    if (!edge.root().equals(root)) {
      throw new LogException.TilesDoNotMatch(size);
    }
    if (entries.isEmpty()) {
      return root;
    }
    List<TilePath> written = new ArrayList<>();
    appendBundles(size, entries, edge, written);
    for (byte[] entry : entries) {
      edge.add(Hash.leaf(entry), (path, hashes) -> write(path, Tile.encode(hashes), written));
    }
    for (TilePath path : CompactRange.pathsOf(edge.size())) {
      write(path, Tile.encode(edge.hashesAt(path.level())), written);
    }
    store.sync();
    removeSuperseded(size, written);
    return edge.root();
  }

  private void appendBundles(
      long size, List<byte[]> entries, CompactRange edge, List<TilePath> written) {
    List<byte[]> bundle = new ArrayList<>(lastBundle(size, edge));
    long index = size / TilePath.FULL;
    for (byte[] entry : entries) {
      bundle.add(entry);
      if (bundle.size() == TilePath.FULL) {
        write(TilePath.entries(index, TilePath.FULL), EntryBundle.encode(bundle), written);
        bundle.clear();
        index++;
      }
    }
    if (!bundle.isEmpty()) {
      write(TilePath.entries(index, bundle.size()), EntryBundle.encode(bundle), written);
    }
  }

  // The entries of a partial bundle are copied into the next; only true ones may be.
  private List<byte[]> lastBundle(long size, CompactRange edge) {
    int width = (int) (size % TilePath.FULL);
    if (width == 0) {
      return List.of();
    }
    TilePath path = TilePath.entries(size / TilePath.FULL, width);
    List<byte[]> entries = EntryBundle.read(store, path);
    List<Hash> leaves = edge.hashesAt(0);
    for (int i = 0; i < width; i++) {
      if (!Hash.leaf(entries.get(i)).equals(leaves.get(i))) {
        throw new LogException.TamperedTile(path, "entry " + i + " does not hash to its leaf");
      }
    }
    return entries;
  }

  private void write(TilePath path, byte[] content, List<TilePath> written) {
    store.write(path, content);
    written.add(path);
  }

  private void removeSuperseded(long size, List<TilePath> written) {
    List<TilePath> previous = new ArrayList<>(CompactRange.pathsOf(size));
    if (size % TilePath.FULL > 0) {
      previous.add(TilePath.entries(size / TilePath.FULL, (int) (size % TilePath.FULL)));
    }
    previous.forEach(store::removeNarrower);
    written.stream().filter(path -> !path.isPartial()).forEach(store::removeNarrower);
    store.sync();
  }
}
