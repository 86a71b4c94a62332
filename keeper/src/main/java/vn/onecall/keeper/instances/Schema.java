package vn.onecall.keeper.instances;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The schema of one instance, as the migrations of this program make it. */
record Schema(String instance, DataSource pool) {

  /** Refuses one that is another's, or was changed since it was migrated; it may be older. */
  void requireOurs() {
    try {
      configured().ignoreMigrationPatterns("*:pending").load().validate();
    } catch (FlywayException e) {
      throw unfit(e);
    }
  }

  /** Brings it up to date. */
  void migrate() {
    try {
      Flyway flyway = flyway();
      refuseNewer(flyway);
      flyway.migrate();
    } catch (FlywayException e) {
      throw unfit(e);
    }
  }

  /** Refuses one that is older or newer than this program, and changes nothing. */
  void check() {
    try {
      Flyway flyway = flyway();
      refuseNewer(flyway);
      MigrationInfo[] pending = flyway.info().pending();
      if (pending.length > 0) {
        throw new InstanceException(
            "The schema of the instance '"
                + instance
                + "' is older than this program ("
                + pending.length
                + (pending.length == 1 ? " migration is" : " migrations are")
                + " pending). Run: onecall db migrate");
      }
      flyway.validate();
    } catch (FlywayException e) {
      throw unfit(e);
    }
  }

  /** Flyway itself lets migrations pass that it does not know yet. */
  private void refuseNewer(Flyway flyway) {
    for (MigrationInfo migration : flyway.info().applied()) {
      if (migration.getState() == MigrationState.FUTURE_SUCCESS
          || migration.getState() == MigrationState.FUTURE_FAILED) {
        throw new InstanceException(
            "The schema of the instance '"
                + instance
                + "' is newer than this program (version "
                + migration.getVersion()
                + "). Run the newest program.");
      }
    }
  }

  private Flyway flyway() {
    return configured().load();
  }

  private FluentConfiguration configured() {
    return Flyway.configure()
        .dataSource(pool)
        .locations("classpath:db/" + instance)
        .table("onecall_schema_history")
        .failOnMissingLocations(true);
  }

  private InstanceException unfit(FlywayException e) {
    return new InstanceException(
        "The schema of the instance '"
            + instance
            + "' does not fit: "
            + ConnectionPools.rootMessage(e),
        e);
  }
}
