package vn.onecall.translog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tiles as files below a folder, at their own paths: any web server can serve it. A file appears
 * whole or not at all, and a full tile is never replaced by another content. Any number of readers
 * may use the folder at any time. One process writes. A second writer does no harm as long as it
 * writes the same log, since each file then has the same content. Within a process the methods may
 * be called by several threads.
 *
 * <p>A file's content is on disk before it is renamed into place; its name is after {@link
 * #sync()}. Unfinished files are in {@code .incoming}; the first write of a new writer removes what
 * a crash left there.
 */
public final class DirectoryTileStore implements TileStore {

  private static final String INCOMING = ".incoming";
  private static final int READS = 10;

  private final Path root;
  private final Set<Path> unsynced = new HashSet<>();
  private boolean incomingIsEmptied;

  /** A store in this folder, which the first write creates if necessary. */
  public DirectoryTileStore(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public Optional<byte[]> read(TilePath path) {
    try {
      for (int i = 1; i < READS; i++) {
        Set<Integer> vanished = new HashSet<>();
        Optional<byte[]> content = read(path, vanished);
        if (content.isPresent() || vanished.isEmpty()) {
          return content;
        }
        // A writer has put a wider tile in the place of the one that was listed.
      }
      return read(path, new HashSet<>());
    } catch (IOException e) {
      throw new LogException.Storage(path + " cannot be read", e);
    }
  }

  private Optional<byte[]> read(TilePath path, Set<Integer> vanished) throws IOException {
    byte @Nullable [] exact = contentOf(path);
    if (exact != null) {
      return Optional.of(exact);
    }
    // The narrowest wider tile: an abandoned append may have left one that is wider still.
    for (int width : partialWidths(path)) {
      if (width > path.width()) {
        byte @Nullable [] wider = contentOf(path.withWidth(width));
        if (wider != null) {
          return Optional.of(Arrays.copyOf(wider, path.contentLength()));
        }
        vanished.add(width);
      }
    }
    return Optional.ofNullable(contentOf(path.withWidth(TilePath.FULL)))
        .map(full -> Arrays.copyOf(full, path.contentLength()));
  }

  @Override
  public synchronized void write(TilePath path, byte[] content) {
    if (content.length != path.contentLength()) {
      throw new LogException.Malformed("A tile's content does not have the length of its width");
    }
    try {
      byte @Nullable [] full = contentOf(path.withWidth(TilePath.FULL));
      if (full == null) {
        replace(fileOf(path), content);
      } else if (!Arrays.equals(full, 0, content.length, content, 0, content.length)) {
        throw new LogException.TamperedTile(path, "the full tile exists and holds something else");
      }
      markUnsynced(fileOf(path));
    } catch (IOException e) {
      throw new LogException.Storage(path + " cannot be written", e);
    }
  }

  @Override
  public synchronized void sync() {
    try {
      for (Path folder : unsynced) {
        if (Files.isDirectory(folder)) {
          try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
          }
        }
      }
      unsynced.clear();
    } catch (IOException e) {
      throw new LogException.Storage("The folders of the tiles cannot be made durable", e);
    }
  }

  @Override
  public synchronized void removeNarrower(TilePath path) {
    try {
      for (int width : partialWidths(path)) {
        if (width < path.width()) {
          Path file = fileOf(path.withWidth(width));
          Files.deleteIfExists(file);
          markUnsynced(file);
        }
      }
      if (!path.isPartial()) {
        Files.deleteIfExists(folderOfPartials(path));
      }
    } catch (DirectoryNotEmptyException e) {
      return; // Something that is no tile lies there; it is not ours to remove.
    } catch (IOException e) {
      throw new LogException.Storage("Older widths of " + path + " cannot be removed", e);
    }
  }

  private Path fileOf(TilePath path) {
    return root.resolve(path.toString());
  }

  private Path folderOfPartials(TilePath path) {
    return root.resolve(path.withWidth(TilePath.FULL) + ".p");
  }

  private byte @Nullable [] contentOf(TilePath path) throws IOException {
    byte[] content;
    try {
      content = Files.readAllBytes(fileOf(path));
    } catch (NoSuchFileException e) {
      return null;
    }
    if (content.length != path.contentLength()) {
      throw new LogException.TamperedTile(path, "its length is not that of its width");
    }
    return content;
  }

  /** The widths at which a partial tile is kept, narrowest first. */
  private SortedSet<Integer> partialWidths(TilePath path) throws IOException {
    SortedSet<Integer> widths = new TreeSet<>();
    Path folder = folderOfPartials(path);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (name.matches("[1-9][0-9]{0,2}") && Integer.parseInt(name) < TilePath.FULL) {
          widths.add(Integer.parseInt(name));
        }
      }
    } catch (NoSuchFileException e) {
      return widths;
    }
    return widths;
  }

  private void replace(Path file, byte[] content) throws IOException {
    emptyIncoming();
    Files.createDirectories(file.getParent());
    Path temporary = root.resolve(INCOMING).resolve(UUID.randomUUID().toString());
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private void emptyIncoming() throws IOException {
    if (incomingIsEmptied) {
      return;
    }
    Path incoming = Files.createDirectories(root.resolve(INCOMING));
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(incoming)) {
      for (Path leftover : leftovers) {
        Files.deleteIfExists(leftover);
      }
    }
    incomingIsEmptied = true;
  }

  // Every folder above a file may be new, and a name is durable when its folder is.
  private void markUnsynced(Path file) {
    for (Path folder = file.getParent();
        folder != null && folder.startsWith(root);
        folder = folder.getParent()) {
      unsynced.add(folder);
    }
    Path above = root.getParent();
    if (above != null) {
      unsynced.add(above);
    }
  }
}
