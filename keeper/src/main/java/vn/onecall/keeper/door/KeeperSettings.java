package vn.onecall.keeper.door;

import java.nio.file.Path;
import java.time.Duration;
import vn.onecall.keeper.decisions.DoorObserver;
import vn.onecall.keeper.features.Features;

/**
 * What the door needs to be told.
 *
 * @param journal the file of the erasure journal, outside all instances
 * @param backupRetention how long backups of the keys instance are kept
 * @param features the features whose routes and data it serves
 * @param observer who is told what the door does
 */
public record KeeperSettings(
    Path journal, Duration backupRetention, Features features, DoorObserver observer) {
  public KeeperSettings {
    if (backupRetention.isNegative()) {
      throw new IllegalArgumentException("backup-retention is not negative");
    }
  }

  /** Settings of a door that nobody watches. */
  public KeeperSettings(Path journal, Duration backupRetention, Features features) {
    this(journal, backupRetention, features, DoorObserver.NONE);
  }
}
