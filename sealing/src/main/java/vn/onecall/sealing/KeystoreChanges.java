package vn.onecall.sealing;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a keystore file by whoever opens it. Each replaces the file at once: after a crash the
 * old or the new one stands there, whole. One change at a time, kept so by a lock on the empty file
 * {@code .lock} beside it, since of two that begin an epoch one would be lost with its keys.
 *
 * <p>A {@link Keystore} that is open takes changes over with {@link Keystore#reload}.
 */
public final class KeystoreChanges {
  private KeystoreChanges() {}

  /**
   * Adds a way to unlock the keystore; the others stay.
   *
   * @throws KeystoreChangeException if it opens by that already, or has eight ways, or is being
   *     changed by another
   * @throws SealingException as {@link Keystore#open} does
   * @throws IllegalArgumentException if a passphrase has fewer than 8 characters
   */
  public static void addSlot(Path file, Unlock by, Unlock added) {
    addSlot(file, by, added, SlotKey.Argon2id.STANDARD);
  }

  /** As {@link #addSlot(Path, Unlock, Unlock)}, at a cost of the caller's. */
  static void addSlot(Path file, Unlock by, Unlock added, SlotKey.Argon2id cost) {
    String name = DurableFile.nameOf(file);
    var _ =
        change(
            file,
            by,
            content -> {
              List<Slot> slots = new ArrayList<>(content.header().slots());
              if (slots.size() == KeystoreHeader.MAX_SLOTS) {
                throw new KeystoreChangeException(
                    "The keystore file " + name + " has " + slots.size() + " slots already");
              }
              for (Slot slot : slots) {
                if (slot.open(added, content.header().installation()).isPresent()) {
                  throw new KeystoreChangeException(
                      "The keystore file " + name + " opens by that already");
                }
              }
              slots.add(
                  Slot.create(added, cost, content.fileKey(), content.header().installation()));
              return content.with(slots, content.epochs());
            });
  }

  /**
   * Begins a new epoch of key-encryption keys, for all categories at once. What was wrapped before
   * opens as it did. The keys of blind indexes stay.
   *
   * @return the new epoch
   * @throws KeystoreChangeException if the file is being changed by another, or has no room
   * @throws SealingException as {@link Keystore#open} does
   */
  public static KeyEpoch beginEpoch(Path file, Unlock by, Instant now) {
    return change(
            file,
            by,
            content -> {
              List<KeyEpoch> epochs = new ArrayList<>(content.epochs());
              if (epochs.size() == RootKeys.MAX_EPOCHS) {
                throw new KeystoreChangeException(
                    "The keystore file has no room for another epoch than its "
                        + RootKeys.MAX_EPOCHS);
              }
              epochs.add(new KeyEpoch(content.roots().begin(), now, null));
              return content.with(content.header().slots(), epochs);
            })
        .getLast();
  }

  /**
   * Destroys the key-encryption keys of a past epoch: what is wrapped under them, in a backup too,
   * is unrecoverable wherever no older copy of the keystore file is left.
   *
   * @throws KeystoreChangeException if there is no such epoch, or it is the current one or retired
   *     already, or the file is being changed by another
   * @throws SealingException as {@link Keystore#open} does
   */
  public static void retireEpoch(Path file, Unlock by, int epoch, Instant now) {
    var _ =
        change(
            file,
            by,
            content -> {
              List<KeyEpoch> epochs = new ArrayList<>(content.epochs());
              requireRetirable(epochs, epoch);
              epochs.set(epoch - 1, epochs.get(epoch - 1).retiredAt(now));
              content.roots().retire(epoch);
              return content.with(content.header().slots(), epochs);
            });
  }

  /**
   * Refuses an epoch whose keys cannot be destroyed, whatever stands under them.
   *
   * @throws KeystoreChangeException if there is none of that number, or it is the current one or
   *     retired already
   */
  public static void requireRetirable(List<KeyEpoch> epochs, int epoch) {
    if (epoch < 1 || epoch > epochs.size()) {
      throw new KeystoreChangeException("The keystore has no epoch " + epoch);
    }
    if (epoch == epochs.size()) {
      throw new KeystoreChangeException(
          "Epoch " + epoch + " is the current one: begin another before it is retired");
    }
    if (!epochs.get(epoch - 1).held()) {
      throw new KeystoreChangeException("Epoch " + epoch + " is retired already");
    }
  }

  private static List<KeyEpoch> change(Path file, Unlock by, UnaryOperator<KeystoreFile> changing) {
    String name = DurableFile.nameOf(file);
    // What cannot be opened is said before anything is written, the lock included.
    KeystoreHeader.parse(name, KeystoreFile.read(file));
    try (FileChannel channel = lockFile(file);
        FileLock lock = lock(channel)) {
      if (lock == null) {
        throw new KeystoreChangeException(
            "The keystore file " + name + " is being changed by another: try again");
      }
      KeystoreFile content = KeystoreFile.open(file, by);
      try {
        KeystoreFile changed = changing.apply(content);
        DurableFile.replace(file, changed.encode());
        return changed.header().epochs();
      } finally {
        content.destroy();
      }
    } catch (IOException e) {
      throw KeystoreAccessException.writing(name, e);
    }
  }

  private static FileChannel lockFile(Path file) throws IOException {
    Path real = file.toRealPath();
    return FileChannel.open(
        real.resolveSibling(DurableFile.nameOf(real) + ".lock"),
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE);
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }
}
