package vn.onecall.keeper.instances;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import vn.onecall.keeper.features.Features;
import vn.onecall.postgres.EmbeddedPostgres;

/**
 * The connection by which one instance is checked before it serves: as its owner where it is to be
 * migrated, else as a role that may only read. An embedded instance runs for as long as this is
 * open.
 */
final class InstanceSetup implements AutoCloseable {
  static final String DATABASE = "onecall";

  /** Beside the door's: the log's, features', a command's, this package's, and a superuser's. */
  private static final int CONNECTIONS_OF_OTHERS = 48;

  private final Login owner;
  private final boolean migrating;
  private final @Nullable EmbeddedInstance process;
  private HikariDataSource pool;

  private InstanceSetup(
      Login owner, boolean migrating, HikariDataSource pool, @Nullable EmbeddedInstance process) {
    this.owner = owner;
    this.migrating = migrating;
    this.pool = pool;
    this.process = process;
  }

  /**
   * Reaches an instance, starting it if it is embedded.
   *
   * @param migrate whether an instance that is given by URL is to be migrated; an embedded one
   *     always is
   */
  static InstanceSetup of(
      String name, InstanceSettings settings, DatabaseSettings database, boolean migrate) {
    if (!database.embedded()) {
      return byUrl(ownerByUrl(name, database), migrate);
    }
    String password = embeddedPassword(settings.data().resolve(name + ".password"));
    EmbeddedPostgres process =
        EmbeddedPostgres.start(
            EmbeddedPostgres.Settings.of(
                    name, settings.data().resolve(name), settings.binaries(), password)
                .withParameters(
                    Map.of(
                        "max_connections",
                        Integer.toString(database.poolSize() + CONNECTIONS_OF_OTHERS))));
    try {
      createDatabase(new Login(name, process.jdbcUrl("postgres"), process.username(), password));
      Login owner = new Login(name, process.jdbcUrl(DATABASE), process.username(), password);
      HikariDataSource pool = ConnectionPools.toTend(owner);
      return new InstanceSetup(owner, true, pool, new EmbeddedInstance(name, process));
    } catch (RuntimeException e) {
      process.close();
      throw e;
    }
  }

  private static InstanceSetup byUrl(Login owner, boolean migrate) {
    try {
      HikariDataSource pool =
          migrate
              ? ConnectionPools.toTend(owner)
              : ConnectionPools.toLook(owner.of(DatabaseRole.INSTANCES));
      return new InstanceSetup(owner, migrate, pool, null);
    } catch (LoginRefusedException e) {
      throw migrate
          ? e
          : new InstanceException(
              e.getMessage()
                  + " The roles of the parts are made in each instance with the password of its owner."
                  + " Run: onecall db migrate",
              e);
    }
  }

  /** The owner of an instance that is given by URL. */
  static Login ownerByUrl(String name, DatabaseSettings database) {
    return new Login(
        name,
        Objects.requireNonNull(database.url()),
        Objects.requireNonNull(database.username()),
        secret(name, Objects.requireNonNull(database.passwordFile())));
  }

  private static void createDatabase(Login login) {
    try (Connection connection = ConnectionPools.single(login)) {
      var jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
      Boolean exists =
          jdbc.queryForObject(
              "select exists (select from pg_database where datname = ?)", Boolean.class, DATABASE);
      if (!Boolean.TRUE.equals(exists)) {
        jdbc.execute("create database " + DATABASE);
      }
    } catch (SQLException e) {
      throw ConnectionPools.refusal(login, e);
    }
  }

  /** By which an instance is known from every other, whatever its address. */
  String systemIdentifier() {
    try {
      return Objects.requireNonNull(
          new JdbcTemplate(pool)
              .queryForObject(
                  "select system_identifier::text from pg_control_system()", String.class));
    } catch (DataAccessException e) {
      throw new InstanceException(
          "The identity of the instance '"
              + owner.instance()
              + "' cannot be read: "
              + ConnectionPools.rootMessage(e),
          e);
    }
  }

  /** Migrates schema and roles if that is its to do, and refuses what does not fit. */
  InstanceSetup prepared() {
    Features features = Features.discover();
    List<Schema> schema = Schema.of(owner.instance(), pool, features);
    Roles roles = new Roles(owner, pool, features);
    if (!migrating) {
      schema.forEach(Schema::check);
      roles.check();
      return this;
    }
    // Before a role gets another password: this may be the wrong instance.
    schema.forEach(Schema::requireOurs);
    roles.make();
    schema.forEach(Schema::migrate);
    roles.settle();
    pool.close();
    pool = ConnectionPools.toLook(owner.of(DatabaseRole.INSTANCES));
    return this;
  }

  /** What this package asks an instance, once it is prepared. */
  Instance.Own own() {
    return new Instance.Own(owner.instance(), pool);
  }

  /** The database. */
  String database() {
    return owner.database();
  }

  /** Connections of the door's login that have taken on a feature's role; made when first used. */
  HikariDataSource ofFeature(String feature, int size) {
    return ConnectionPools.toServe(
        owner.of(DatabaseRole.ACCESS),
        size,
        "set role " + DatabaseRole.of(feature).quotedRole(owner.database()));
  }

  /** The connections of a part, to serve with. */
  HikariDataSource serving(DatabaseRole part, int size) {
    return ConnectionPools.toServe(owner.of(part), size);
  }

  @Override
  public void close() {
    pool.close();
    if (process != null) {
      process.close();
    }
  }

  private static String embeddedPassword(Path file) {
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(file.toAbsolutePath().getParent());
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new InstanceException("The password file " + file.getFileName() + " is unreadable", e);
    }
  }

  static String secret(String name, Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new InstanceException(
          "The password-file of the instance '" + name + "' cannot be read", e);
    }
  }
}
