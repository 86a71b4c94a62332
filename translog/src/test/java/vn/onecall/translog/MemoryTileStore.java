package vn.onecall.translog;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Tiles in memory, with the same rules as those in a folder. */
final class MemoryTileStore implements TileStore {

  private final Map<String, byte[]> files = new TreeMap<>();

  MemoryTileStore copy() {
    MemoryTileStore copy = new MemoryTileStore();
    copy.files.putAll(files);
    return copy;
  }

  /** The files by path, sorted. */
  Map<String, byte[]> files() {
    return files;
  }

  /** The bytes of one file, to be changed by a test. */
  byte[] file(String path) {
    return Objects.requireNonNull(files.get(path), path);
  }

  @Override
  public Optional<byte[]> read(TilePath path) {
    for (int width = path.width(); width <= TilePath.FULL; width++) {
      byte[] content = files.get(path.withWidth(width).toString());
      if (content != null) {
        return Optional.of(
            width == path.width() ? content.clone() : Arrays.copyOf(content, path.contentLength()));
      }
    }
    return Optional.empty();
  }

  @Override
  public void write(TilePath path, byte[] content) {
    byte[] full = files.get(path.withWidth(TilePath.FULL).toString());
    if (full == null) {
      files.put(path.toString(), content.clone());
    } else if (!Arrays.equals(full, 0, content.length, content, 0, content.length)) {
      throw new LogException.TamperedTile(path, "the full tile exists and holds something else");
    }
  }

  @Override
  public void sync() {}

  @Override
  public void removeNarrower(TilePath path) {
    for (int width = 1; width < path.width(); width++) {
      files.remove(path.withWidth(width).toString());
    }
  }
}
