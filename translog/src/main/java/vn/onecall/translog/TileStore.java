package vn.onecall.translog;

/**
 * A place that keeps tiles and entry bundles. After {@link #sync()} has returned, everything
 * written before it survives a loss of power; each write becomes visible whole or not at all; a
 * full tile never changes.
 */
public interface TileStore extends TileSource {

  /**
   * Writes a tile or bundle. The same content again is no fault.
   *
   * @throws LogException.Malformed if the content does not have the length of this tile
   * @throws LogException.TamperedTile if the full tile exists and holds something else
   * @throws LogException.Storage if it cannot be written
   */
  void write(TilePath path, byte[] content);

  /** Makes all writes and removals before it durable. */
  void sync();

  /** Removes the partial tiles of the same level and index that are narrower than this one. */
  void removeNarrower(TilePath path);
}
