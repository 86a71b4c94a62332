package vn.onecall.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The lock on a folder by the process that runs PostgreSQL there; one holder at a time on this
 * machine. The kernel releases it when the process ends, for whatever reason.
 */
final class OwnerLock implements AutoCloseable {

  // POSIX drops a process's lock as soon as the process closes any descriptor of the file, so a
  // second try from within must be refused before it opens one.
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel channel;
  private final FileLock lock;

  private OwnerLock(Path directory, FileChannel channel, FileLock lock) {
    this.directory = directory;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Locks the folder.
   *
   * @param directory a real path
   * @throws PostgresException if another process, or another part of this one, holds it
   */
  static OwnerLock take(Path directory) {
    if (!HELD_HERE.add(directory)) {
      throw new PostgresException(
          "The folder "
              + directory
              + " already has an owner in this process; close that one first");
    }
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              directory.resolve("owner.lock"),
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw new PostgresException(
            "The folder "
                + directory
                + " already has an owner: another process runs PostgreSQL there");
      }
      return new OwnerLock(directory, channel, lock);
    } catch (IOException e) {
      release(directory, channel);
      throw new PostgresException("The folder " + directory + " cannot be locked", e);
    } catch (PostgresException e) {
      release(directory, channel);
      throw e;
    }
  }

  @Override
  public void close() {
    if (lock.isValid()) {
      release(directory, channel);
    }
  }

  private static void release(Path directory, @Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new PostgresException("The lock of " + directory + " cannot be released", e);
    } finally {
      HELD_HERE.remove(directory);
    }
  }
}
