package vn.onecall.sealing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/**
 * A small file that exists whole or not at all, on the disk once its creation returns, and for its
 * owner alone.
 */
final class DurableFile {
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private DurableFile() {}

  /**
   * Creates the file with this content.
   *
   * @throws java.nio.file.FileAlreadyExistsException if it exists; nothing is changed then
   */
  static void create(Path file, byte[] content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new NoSuchFileException(nameOf(file));
    }
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    Path draft = folder.resolve("." + nameOf(file) + "." + UUID.randomUUID() + ".new");
    try {
      write(draft, content, posix);
      // A link, not a move: of two who create at once, one is refused and none is overwritten.
      Files.createLink(file, draft);
    } catch (UnsupportedOperationException e) {
      throw new IOException("The file system has no hard links", e);
    } finally {
      Files.deleteIfExists(draft);
    }
    if (posix) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static void write(Path draft, byte[] content, boolean posix) throws IOException {
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    FileAttribute<?>[] attributes =
        posix ? new FileAttribute<?>[] {OWNER_ONLY} : new FileAttribute<?>[0];
    try (FileChannel channel = FileChannel.open(draft, options, attributes)) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  /** Reads at most so many bytes. */
  static byte[] read(Path file, int atMost) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(atMost);
    }
  }

  /** The file's own name, for messages: the folders are nobody's business. */
  static String nameOf(Path file) {
    Path name = file.getFileName();
    return name == null ? "/" : name.toString();
  }
}
