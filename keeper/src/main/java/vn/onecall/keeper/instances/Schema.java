package vn.onecall.keeper.instances;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import vn.onecall.keeper.features.FeatureDeclaration;
import vn.onecall.keeper.features.Features;

/**
 * A part of the schema of one instance, as the migrations of one owner make it: of the keeper with
 * the features that were there before features had their own, or of one feature, whose migrations
 * stand beside it and whose history lies in its own schema.
 *
 * @param instance the instance
 * @param owner whose part it is, for messages; empty for the keeper's
 * @param location where the migrations stand on the class path
 * @param schema the schema of the history; empty for the database's default
 * @param table the table of the history
 */
record Schema(
    String instance, String owner, String location, String schema, String table, DataSource pool) {

  /** Every part of an instance's schema, the keeper's first. */
  static List<Schema> of(String instance, DataSource pool, Features features) {
    List<Schema> parts = new ArrayList<>();
    parts.add(
        new Schema(instance, "", "classpath:db/" + instance, "", "onecall_schema_history", pool));
    for (FeatureDeclaration feature : features.all()) {
      if (feature.migrates(instance)) {
        parts.add(
            new Schema(
                instance,
                feature.name(),
                "classpath:" + feature.folder() + "/" + instance,
                feature.schema(),
                FeatureDeclaration.HISTORY,
                pool));
      }
    }
    return parts;
  }

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
      MigrationInfoService info = flyway.info();
      refuseNewer(info);
      // Flyway's own run takes its time even where nothing is pending.
      if (info.pending().length > 0) {
        flyway.migrate();
      }
    } catch (FlywayException e) {
      throw unfit(e);
    }
  }

  /** Refuses one that is older or newer than this program, and changes nothing. */
  void check() {
    try {
      Flyway flyway = flyway();
      MigrationInfoService info = flyway.info();
      refuseNewer(info);
      MigrationInfo[] pending = info.pending();
      if (pending.length > 0) {
        throw new InstanceException(
            "The schema of the instance '"
                + instance
                + "' is older than this program ("
                + pending.length
                + (pending.length == 1 ? " migration is" : " migrations are")
                + " pending"
                + (owner.isEmpty() ? "" : " of the feature " + owner)
                + "). Run: onecall db migrate");
      }
      flyway.validate();
    } catch (FlywayException e) {
      throw unfit(e);
    }
  }

  /** Flyway itself lets migrations pass that it does not know yet. */
  private void refuseNewer(MigrationInfoService info) {
    for (MigrationInfo migration : info.applied()) {
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
    FluentConfiguration configuration =
        Flyway.configure(Thread.currentThread().getContextClassLoader())
            .dataSource(pool)
            .locations(location)
            .table(table)
            .failOnMissingLocations(true);
    return schema.isEmpty() ? configuration : configuration.schemas(schema).createSchemas(true);
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
