package vn.onecall.server.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.onecall.keeper.faults.KeeperException;
import vn.onecall.keeper.keys.KeyEpochs;
import vn.onecall.keeper.keys.KeyRewrapper;
import vn.onecall.sealing.Keystore;
import vn.onecall.sealing.SealingException;

/**
 * Checks every two seconds whether the keystore file has changed, and loads the change without a
 * restart. It accepts only a file that proves to continue the keystore in use. It logs any other
 * file as an error once, and the open keystore stays in use.
 */
final class KeystoreReloader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeystoreReloader.class);
  private static final Duration PACE = Duration.ofSeconds(2);

  private final Path file;
  private final Keystore keystore;
  private final KeyEpochs epochs;
  private final KeyRewrapper rewrapping;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("keystore-watch").factory());

  private Optional<Version> seen = Optional.empty();

  /** The attributes by which a replaced file is recognised. */
  private record Version(FileTime modified, long size, @Nullable Object key) {}

  private KeystoreReloader(
      Path file, Keystore keystore, KeyEpochs epochs, KeyRewrapper rewrapping) {
    this.file = file;
    this.keystore = keystore;
    this.epochs = epochs;
    this.rewrapping = rewrapping;
  }

  /** Starts watching; closing it also stops the rewrapping of keys. */
  static KeystoreReloader start(
      Path file, Keystore keystore, KeyEpochs epochs, KeyRewrapper rewrapping) {
    KeystoreReloader watch = new KeystoreReloader(file, keystore, epochs, rewrapping);
    var _ =
        watch.looks.scheduleWithFixedDelay(watch::look, 0, PACE.toMillis(), TimeUnit.MILLISECONDS);
    return watch;
  }

  private void look() {
    try {
      Version version = version();
      if (seen.isPresent() && seen.get().equals(version)) {
        return;
      }
      if (keystore.reload(epochs::register)) {
        LOG.info(
            "The keystore has changed: new keys are wrapped under epoch {}.",
            keystore.currentEpoch());
        rewrapping.begin();
      }
      seen = Optional.of(version);
    } catch (SealingException | KeeperException e) {
      refused(e.getMessage());
    } catch (IOException e) {
      refused("The keystore file cannot be read.");
    } catch (RuntimeException e) {
      LOG.warn("The changed keystore could not be taken over yet; the next look tries again.");
    }
  }

  private void refused(@Nullable String reason) {
    Optional<Version> now;
    try {
      now = Optional.of(version());
    } catch (IOException e) {
      now = Optional.of(new Version(FileTime.fromMillis(0), -1, null));
    }
    if (!now.equals(seen)) {
      LOG.error(
          "The changed keystore is refused, and the one in use goes on. Put the right file back"
              + " before the next start: {}",
          reason);
      seen = now;
    }
  }

  private Version version() throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return new Version(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
  }

  @Override
  public void close() {
    looks.shutdownNow();
    rewrapping.close();
  }
}
