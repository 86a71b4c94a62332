package vn.onecall.keeper.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import vn.onecall.keeper.faults.CrashPoint;

/**
 * The last published checkpoint as a file beside the tiles, replaced whole and durably, and by a
 * larger one only. No file system compares and replaces in one step: whoever was paused between the
 * two must look again afterwards, as {@link Sequencer} does.
 */
final class PublishedCopy {
  private final Path folder;
  private final Path file;
  private final Path incoming;

  /** The copy in the folder of the log; what is under way lies with the tiles that are. */
  PublishedCopy(Path folder) {
    this.folder = folder.toAbsolutePath();
    this.file = this.folder.resolve("checkpoint");
    this.incoming = this.folder.resolve(".incoming");
  }

  Optional<String> read() {
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new LogIntegrityException("The published checkpoint cannot be read", e);
    }
  }

  /**
   * Puts a checkpoint there, if what is there is smaller; another of its size is left to be found.
   */
  void raise(String note) {
    if (read().map(PublishedCopy::size).orElse(-1L) >= size(note)) {
      return;
    }
    Path fresh = incoming.resolve("checkpoint-" + UUID.randomUUID());
    try {
      Files.createDirectories(incoming);
      try {
        Files.writeString(fresh, note, StandardOpenOption.CREATE_NEW);
        force(fresh, StandardOpenOption.WRITE);
        CrashPoint.LOG_COPY_READY.reached();
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(fresh);
      }
      force(folder, StandardOpenOption.READ);
    } catch (IOException e) {
      throw new LogIntegrityException("The checkpoint cannot be published", e);
    }
  }

  private static void force(Path path, StandardOpenOption how) throws IOException {
    try (FileChannel channel = FileChannel.open(path, how)) {
      channel.force(true);
    }
  }

  /** The size that a checkpoint speaks of; what is no checkpoint speaks of none. */
  private static long size(String note) {
    String[] lines = note.split("\n", 3);
    try {
      return lines.length == 3 ? Long.parseLong(lines[1]) : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
