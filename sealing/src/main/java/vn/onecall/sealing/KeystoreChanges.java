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
 * Changes a keystore file. Each change replaces the file atomically: after a crash, the old or the
 * new file exists, whole. A lock on an empty file {@code .lock} beside it permits one change at a
 * time; otherwise, of two concurrent new epochs, one would be lost with its keys.
 *
 * <p>An open {@link Keystore} takes over changes with {@link Keystore#reload}.
 */
public final class KeystoreChanges {
  private KeystoreChanges() {}

  /**
   * Adds a way to unlock the keystore; the others stay.
   *
   * @throws KeystoreException.ChangeRefused if the unlock opens it already, if it has eight slots,
   *     or if another process is changing it
   * @throws SealingException as {@link Keystore#open} does
   * @throws IllegalArgumentException if a passphrase has fewer than 8 characters
   */
  public static void addSlot(Path file, Unlock by, Unlock added) {
    addSlot(file, by, added, SlotKeyDerivation.Argon2id.STANDARD);
  }

  /** As {@link #addSlot(Path, Unlock, Unlock)}, at a cost of the caller's. */
  static void addSlot(Path file, Unlock by, Unlock added, SlotKeyDerivation.Argon2id cost) {
    String name = DurableFile.nameOf(file);
    var _ =
        change(
            file,
            by,
            content -> {
              List<KeySlot> slots = new ArrayList<>(content.header().slots());
              if (slots.size() == KeystoreHeader.MAX_SLOTS) {
                throw new KeystoreException.ChangeRefused(
                    "The keystore file " + name + " has " + slots.size() + " slots already");
              }
              for (KeySlot slot : slots) {
                if (slot.open(added, content.header().installation()).isPresent()) {
                  throw new KeystoreException.ChangeRefused(
                      "The keystore file " + name + " opens by that already");
                }
              }
              slots.add(
                  KeySlot.create(added, cost, content.fileKey(), content.header().installation()));
              return content.with(slots, content.epochs());
            });
  }

  /**
   * Begins a new epoch of key-encryption keys, for all categories at once. Keys wrapped before
   * still open. The keys of blind indexes stay.
   *
   * @return the new epoch
   * @throws KeystoreException.ChangeRefused if another process is changing the file, or it has no
   *     room
   * @throws SealingException as {@link Keystore#open} does
   */
  public static KeyEpoch beginEpoch(Path file, Unlock by, Instant now) {
    return change(
            file,
            by,
            content -> {
              List<KeyEpoch> epochs = new ArrayList<>(content.epochs());
              if (epochs.size() == RootKeys.MAX_EPOCHS) {
                throw new KeystoreException.ChangeRefused(
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
   * @throws KeystoreException.ChangeRefused if there is no such epoch, or it is the current one or
   *     retired already, or the file is being changed by another
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
   * Refuses an epoch that cannot be retired, whether or not keys are wrapped under it.
   *
   * @throws KeystoreException.ChangeRefused if there is none of that number, or it is the current
   *     one or retired already
   */
  public static void requireRetirable(List<KeyEpoch> epochs, int epoch) {
    if (epoch < 1 || epoch > epochs.size()) {
      throw new KeystoreException.ChangeRefused("The keystore has no epoch " + epoch);
    }
    if (epoch == epochs.size()) {
      throw new KeystoreException.ChangeRefused(
          "Epoch " + epoch + " is the current one: begin another before it is retired");
    }
    if (!epochs.get(epoch - 1).held()) {
      throw new KeystoreException.ChangeRefused("Epoch " + epoch + " is retired already");
    }
  }

  private static List<KeyEpoch> change(Path file, Unlock by, UnaryOperator<KeystoreFile> changing) {
    String name = DurableFile.nameOf(file);
    // What cannot be opened is said before anything is written, the lock included.
    KeystoreHeader.parse(name, KeystoreFile.read(file));
    try (FileChannel channel = lockFile(file);
        FileLock lock = lock(channel)) {
      if (lock == null) {
        throw new KeystoreException.ChangeRefused(
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
      throw KeystoreException.Inaccessible.writing(name, e);
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
