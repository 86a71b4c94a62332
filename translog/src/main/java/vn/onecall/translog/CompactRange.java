package vn.onecall.translog;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The compact range of a growing tree, in tiles: for each level the hashes of its last, partial
 * tile. They suffice to add entries and to compute the root; every full tile is passed to a
 * consumer. Appending and verifying use the same code.
 */
final class CompactRange {

  /** Receives each tile as soon as it is full. */
  @FunctionalInterface
  interface FullTiles {
    void accept(TilePath path, List<Hash> hashes);
  }

  private final List<List<Hash>> levels = new ArrayList<>();
  private long size;

  private CompactRange(long size) {
    this.size = size;
    for (int level = 0; level < Tile.LEVELS; level++) {
      levels.add(new ArrayList<>());
    }
  }

  static CompactRange ofEmptyTree() {
    return new CompactRange(0);
  }

  /**
   * Reads the range of a tree of this size. The caller must compare its root with a trusted one.
   */
  static CompactRange read(TileSource source, long size) {
    CompactRange edge = new CompactRange(size);
    for (TilePath path : pathsOf(size)) {
      edge.levels.get(path.level()).addAll(Tile.read(source, path));
    }
    return edge;
  }

  /** The partial tiles of a tree of this size, lowest level first. */
  static List<TilePath> pathsOf(long size) {
    List<TilePath> paths = new ArrayList<>();
    for (int level = 0; level < Tile.LEVELS; level++) {
      long hashes = Tile.hashesAt(level, size);
      int width = (int) (hashes % TilePath.FULL);
      if (width > 0) {
        paths.add(TilePath.hashes(level, hashes / TilePath.FULL, width));
      }
    }
    return paths;
  }

  long size() {
    return size;
  }

  List<Hash> hashesAt(int level) {
    return List.copyOf(levels.get(level));
  }

  void add(Hash leaf, FullTiles receiver) {
    size++;
    addAt(0, leaf, receiver);
  }

  private void addAt(int level, Hash hash, FullTiles receiver) {
    List<Hash> hashes = levels.get(level);
    hashes.add(hash);
    if (hashes.size() == TilePath.FULL) {
      long index = Tile.hashesAt(level, size) / TilePath.FULL - 1;
      receiver.accept(TilePath.hashes(level, index, TilePath.FULL), List.copyOf(hashes));
      Hash parent = Tile.perfect(hashes);
      hashes.clear();
      addAt(level + 1, parent, receiver);
    }
  }

  /**
   * The root. A level's hashes are perfect subtrees, whose sizes fall from left to right like the
   * digits of a binary number; joined from the right they are the tree of RFC 6962, section 2.1.
   */
  Hash root() {
    @Nullable Hash joined = null;
    for (List<Hash> hashes : levels) {
      int end = hashes.size();
      while (end > 0) {
        int start = end - Integer.lowestOneBit(end);
        Hash subtree = Tile.perfect(hashes.subList(start, end));
        joined = joined == null ? subtree : Hash.node(subtree, joined);
        end = start;
      }
    }
    return joined == null ? Hash.EMPTY_ROOT : joined;
  }
}
