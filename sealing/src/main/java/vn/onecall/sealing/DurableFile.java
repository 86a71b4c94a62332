package vn.onecall.sealing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Writes small files atomically and durably, readable by their owner alone. */
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
    Path draft = folder.resolve("." + nameOf(file) + "." + UUID.randomUUID() + ".new");
    try {
      write(draft, content);
      // A link, not a move: of two who create at once, one is refused and none is overwritten.
      Files.createLink(file, draft);
    } catch (UnsupportedOperationException e) {
      throw new IOException("The file system has no hard links", e);
    } finally {
      Files.deleteIfExists(draft);
    }
    force(folder);
  }

  /**
   * Replaces the content of a file atomically: a reader, even after a crash, finds the old or the
   * new content, whole. Owner and permissions stay. One at a time: the caller holds a lock.
   *
   * @throws IOException if it fails; the file is unchanged then
   */
  static void replace(Path file, byte[] content) throws IOException {
    Path real = file.toRealPath();
    Path draft = draft(real, content);
    try {
      Files.move(draft, real, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
    force(Objects.requireNonNull(real.getParent()));
  }

  /**
   * Writes the new content to a draft beside the file, durably and for the same owner; the file
   * itself is unchanged.
   */
  static Path draft(Path real, byte[] content) throws IOException {
    Path draft = real.resolveSibling("." + nameOf(real) + ".new");
    // A crash may have left a draft. Nobody reads it.
    Files.deleteIfExists(draft);
    try {
      write(draft, content);
      if (isPosix(real)) {
        keepOwner(
            Files.readAttributes(real, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS),
            Files.getFileAttributeView(draft, PosixFileAttributeView.class));
      }
      return draft;
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(draft);
      throw e;
    }
  }

  /** An administrator may change what a server of another account must go on reading. */
  private static void keepOwner(PosixFileAttributes old, PosixFileAttributeView draft)
      throws IOException {
    PosixFileAttributes now = draft.readAttributes();
    if (!now.group().equals(old.group())) {
      draft.setGroup(old.group());
    }
    draft.setPermissions(old.permissions());
    if (!now.owner().equals(old.owner())) {
      draft.setOwner(old.owner());
    }
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static void force(Path folder) throws IOException {
    if (isPosix(folder)) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static void write(Path draft, byte[] content) throws IOException {
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    FileAttribute<?>[] attributes =
        isPosix(draft) ? new FileAttribute<?>[] {OWNER_ONLY} : new FileAttribute<?>[0];
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

  /** The name of the file without its folders, for messages. */
  static String nameOf(Path file) {
    Path name = file.getFileName();
    return name == null ? "/" : name.toString();
  }
}
