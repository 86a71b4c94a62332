package vn.onecall.translog;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The file form of up to 256 entries: before each its length, as a big-endian 16-bit number (C2SP
 * tlog-tiles, "Log entries"). Entries of this log are commitments of 32 bytes, and nothing else is
 * read or written.
 */
final class EntryBundle {

  static final int ENTRY_LENGTH = 32;
  static final int STRIDE = Short.BYTES + ENTRY_LENGTH;

  private EntryBundle() {}

  static byte[] encode(List<byte[]> entries) {
    ByteBuffer content = ByteBuffer.allocate(entries.size() * STRIDE);
    for (byte[] entry : entries) {
      content.putShort((short) ENTRY_LENGTH).put(entry);
    }
    return content.array();
  }

  static List<byte[]> read(TileSource source, TilePath path) {
    ByteBuffer content = ByteBuffer.wrap(Tile.contentOf(source, path));
    List<byte[]> entries = new ArrayList<>(path.width());
    for (int i = 0; i < path.width(); i++) {
      if (content.getShort() != ENTRY_LENGTH) {
        throw new LogException.TamperedTile(path, "entry " + i + " does not have 32 bytes");
      }
      byte[] entry = new byte[ENTRY_LENGTH];
      content.get(entry);
      entries.add(entry);
    }
    return entries;
  }

  static byte[] checked(byte[] entry) {
    if (entry.length != ENTRY_LENGTH) {
      throw new LogException.Malformed("An entry is a commitment of 32 bytes");
    }
    return entry;
  }
}
