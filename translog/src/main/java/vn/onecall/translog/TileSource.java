package vn.onecall.translog;

import java.util.Optional;

/**
 * A place to read tiles and entry bundles from: a folder, a server, a database. What it returns is
 * not trusted: the reader checks it against a signed checkpoint.
 */
@FunctionalInterface
public interface TileSource {

  /**
   * The content at an address, or nothing. Where a partial tile is asked for and only a wider one
   * of the same tile is left, its first hashes are the answer: in a log that only grows they are
   * the same.
   *
   * @throws LogException.Storage if the place cannot be read
   */
  Optional<byte[]> read(TilePath path);
}
