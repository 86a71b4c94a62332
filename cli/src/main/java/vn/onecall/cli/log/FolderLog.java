package vn.onecall.cli.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import vn.onecall.cli.command.CommandFailure;
import vn.onecall.translog.DirectoryTileStore;
import vn.onecall.translog.TilePath;

/** A log in a folder, with the layout in which it is served. */
final class FolderLog implements PublishedLog {
  private final Path folder;
  private final DirectoryTileStore tiles;

  FolderLog(Path folder) {
    this.folder = folder;
    this.tiles = new DirectoryTileStore(folder);
  }

  @Override
  public String checkpoint() {
    try {
      return Files.readString(folder.resolve("checkpoint"));
    } catch (IOException e) {
      throw CommandFailure.unreachable("There is no readable checkpoint in " + folder + ".");
    }
  }

  @Override
  public Optional<byte[]> read(TilePath path) {
    return tiles.read(path);
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
