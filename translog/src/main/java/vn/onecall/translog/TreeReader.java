package vn.onecall.translog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Hashes of any part of one tree, out of its tiles. It reads each tile and computes each node once,
 * always at the width that the tree's size gives it; what it returns is as trustworthy as the
 * tiles.
 */
final class TreeReader {

  private final TileSource source;
  private final long size;
  private final Map<TilePath, List<Hash>> tiles = new HashMap<>();
  private final Map<Node, Hash> nodes = new HashMap<>();

  private record Node(int height, long from) {}

  TreeReader(TileSource source, long size) {
    this.source = source;
    this.size = size;
  }

  long size() {
    return size;
  }

  /** The Merkle hash over the entries from..to-1, a range that the tree's own splits give. */
  Hash range(long from, long to) {
    long count = to - from;
    if (Long.bitCount(count) == 1) {
      return perfect(Long.numberOfTrailingZeros(count), from);
    }
    long middle = from + split(count);
    return Hash.node(range(from, middle), range(middle, to));
  }

  /** The largest power of two that is smaller than this count (RFC 6962's k). */
  static long split(long count) {
    return Long.highestOneBit(count - 1);
  }

  // Within a tile the nodes between its hashes are computed, once each.
  private Hash perfect(int height, long from) {
    if (height % Tile.HEIGHT == 0) {
      long position = Tile.hashesAt(height / Tile.HEIGHT, from);
      return tile(height / Tile.HEIGHT, position / TilePath.FULL)
          .get((int) (position % TilePath.FULL));
    }
    Node node = new Node(height, from);
    Hash known = nodes.get(node);
    if (known == null) {
      long half = 1L << (height - 1);
      known = Hash.node(perfect(height - 1, from), perfect(height - 1, from + half));
      nodes.put(node, known);
    }
    return known;
  }

  private List<Hash> tile(int level, long index) {
    long hashes = Tile.hashesAt(level, size) - index * TilePath.FULL;
    TilePath path = TilePath.hashes(level, index, (int) Math.min(hashes, TilePath.FULL));
    return tiles.computeIfAbsent(path, missing -> Tile.read(source, missing));
  }
}
