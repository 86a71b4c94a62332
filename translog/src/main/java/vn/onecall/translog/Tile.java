package vn.onecall.translog;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The file form of up to 256 hashes in a row, 32 bytes each, and how they hash together (C2SP
 * tlog-tiles, "Merkle Tree").
 */
final class Tile {

  /** A tile holds the hashes at every eighth height of the tree. */
  static final int HEIGHT = 8;

  /** Levels that a tree of at most 2^63-1 entries can have. */
  static final int LEVELS = 8;

  private Tile() {}

  /** How many perfect subtrees of 256^level entries a tree of this size has. */
  static long hashesAt(int level, long size) {
    return size >>> (HEIGHT * level);
  }

  static byte[] encode(List<Hash> hashes) {
    ByteBuffer content = ByteBuffer.allocate(hashes.size() * Hash.LENGTH);
    hashes.forEach(hash -> hash.putInto(content));
    return content.array();
  }

  static List<Hash> read(TileSource source, TilePath path) {
    ByteBuffer content = ByteBuffer.wrap(contentOf(source, path));
    List<Hash> hashes = new ArrayList<>(path.width());
    for (int i = 0; i < path.width(); i++) {
      byte[] hash = new byte[Hash.LENGTH];
      content.get(hash);
      hashes.add(Hash.of(hash));
    }
    return hashes;
  }

  static byte[] contentOf(TileSource source, TilePath path) {
    byte[] content = source.read(path).orElseThrow(() -> new LogException.MissingTile(path));
    if (content.length != path.contentLength()) {
      throw new LogException.TamperedTile(path, "its length is not that of its width");
    }
    return content;
  }

  /** The Merkle hash over 2^k neighbouring hashes. */
  static Hash perfect(List<Hash> hashes) {
    if (hashes.size() == 1) {
      return hashes.getFirst();
    }
    int half = hashes.size() / 2;
    return Hash.node(
        perfect(hashes.subList(0, half)), perfect(hashes.subList(half, hashes.size())));
  }
}
