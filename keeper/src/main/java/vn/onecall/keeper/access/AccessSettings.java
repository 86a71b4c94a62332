package vn.onecall.keeper.access;

import java.nio.file.Path;
import java.time.Duration;
import vn.onecall.keeper.features.RouteTable;

/**
 * What the door needs to be told.
 *
 * @param journal the file of the erasure journal, outside all instances
 * @param backupRetention how long backups of the keys instance are kept
 * @param routes which activity is taken where
 * @param watch who is told what the door does
 */
public record AccessSettings(
    Path journal, Duration backupRetention, RouteTable routes, DoorWatch watch) {
  public AccessSettings {
    if (backupRetention.isNegative()) {
      throw new IllegalArgumentException("backup-retention is not negative");
    }
  }

  /** Settings of a door that nobody watches. */
  public AccessSettings(Path journal, Duration backupRetention, RouteTable routes) {
    this(journal, backupRetention, routes, DoorWatch.NONE);
  }
}
