package vn.onecall.server.instances;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import vn.onecall.postgres.EmbeddedPostgres;

/**
 * The opened instances. Opening refuses, each with its own plain reason: an instance that does not
 * answer, one given for two (their {@code system_identifier}s are compared: one cluster would share
 * WAL and backups between values and keys), a schema that is older or newer than this program, and
 * an instance of another installation or of the other role.
 */
public final class Instances implements AutoCloseable {
  static final String DATABASE = "onecall";

  private final Instance.Main main;
  private final Instance.Keys keys;
  private final @Nullable EmbeddedInstance embeddedMain;
  private final @Nullable EmbeddedInstance embeddedKeys;

  private Instances(Started main, Started keys) {
    this.main = new Instance.Main(main.pool);
    this.keys = new Instance.Keys(keys.pool);
    this.embeddedMain = main.process;
    this.embeddedKeys = keys.process;
  }

  private record Started(HikariDataSource pool, @Nullable EmbeddedInstance process) {
    void close() {
      pool.close();
      if (process != null) {
        process.close();
      }
    }
  }

  /**
   * Opens both instances, starting the embedded ones, now and whenever they end by themselves, and
   * bringing their schema up to date. The schema of an instance given by URL is only compared:
   * changing it is an operator's decision.
   *
   * @throws InstanceException with the reason why they cannot serve
   */
  public static Instances open(InstanceSettings settings) {
    return open(settings, false);
  }

  /** Opens both instances and brings the schema of each up to date ({@code onecall db migrate}). */
  public static Instances migrate(InstanceSettings settings) {
    return open(settings, true);
  }

  private static Instances open(InstanceSettings settings, boolean migrate) {
    Started main = start("main", settings, settings.main());
    Started keys = null;
    try {
      keys = start("keys", settings, settings.keys());
      refuseOneForTwo(main.pool, keys.pool);
      schema("main", main.pool, migrate || settings.main().embedded());
      schema("keys", keys.pool, migrate || settings.keys().embedded());
      return new Instances(main, keys);
    } catch (RuntimeException e) {
      if (keys != null) {
        keys.close();
      }
      main.close();
      throw e;
    }
  }

  /** The instance of sealed values, facts and entries. */
  public Instance.Main main() {
    return main;
  }

  /** The instance of keys and indexes. */
  public Instance.Keys keys() {
    return keys;
  }

  /** Whether either instance belongs to an installation already. */
  public boolean bound() {
    return new Binding(main, "main").bound() || new Binding(keys, "keys").bound();
  }

  /**
   * Binds both instances to an installation, or refuses where they belong to another.
   *
   * @param installation the keystore's installation
   * @param check a value by which the keystore is known again; reveals nothing
   * @throws InstanceException naming the instance that does not belong
   */
  public void bind(UUID installation, byte[] check) {
    new Binding(main, "main").bind(installation, check);
    new Binding(keys, "keys").bind(installation, check);
  }

  @Override
  public void close() {
    main.close();
    keys.close();
    if (embeddedMain != null) {
      embeddedMain.close();
    }
    if (embeddedKeys != null) {
      embeddedKeys.close();
    }
  }

  private static Started start(String name, InstanceSettings settings, DatabaseSettings database) {
    if (!database.embedded()) {
      return new Started(
          pool(
              name,
              Objects.requireNonNull(database.url()),
              Objects.requireNonNull(database.username()),
              secret(name, Objects.requireNonNull(database.passwordFile())),
              database.poolSize()),
          null);
    }
    String password = embeddedPassword(settings.data().resolve(name + ".password"));
    EmbeddedPostgres process =
        EmbeddedPostgres.start(
            EmbeddedPostgres.Settings.of(
                    name, settings.data().resolve(name), settings.binaries(), password)
                .withParameters(
                    Map.of("max_connections", Integer.toString(database.poolSize() + 10))));
    try {
      createDatabase(process, password);
      return new Started(
          pool(name, process.jdbcUrl(DATABASE), process.username(), password, database.poolSize()),
          new EmbeddedInstance(name, process));
    } catch (RuntimeException e) {
      process.close();
      throw e;
    }
  }

  private static void createDatabase(EmbeddedPostgres process, String password) {
    try (HikariDataSource pool =
        pool("postgres", process.jdbcUrl("postgres"), process.username(), password, 2)) {
      var jdbc = new org.springframework.jdbc.core.JdbcTemplate(pool);
      Boolean exists =
          jdbc.queryForObject(
              "select exists (select from pg_database where datname = ?)", Boolean.class, DATABASE);
      if (!Boolean.TRUE.equals(exists)) {
        jdbc.execute("create database " + DATABASE);
      }
    }
  }

  private static HikariDataSource pool(
      String name, String url, String username, String password, int size) {
    HikariConfig config = connection(name, url, username, password);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(Math.min(size, 4));
    config.setKeepaliveTime(60_000);
    config.addDataSourceProperty("socketTimeout", "30");
    // The few statements are the same every time; planning each anew costs more than running it.
    config.addDataSourceProperty(
        "options",
        "-c plan_cache_mode=force_generic_plan -c statement_timeout=10s -c TimeZone=UTC");
    return connect(name, config);
  }

  /** How anything of 1CALL connects; how long a statement may take is not said yet. */
  static HikariConfig connection(String name, String url, String username, String password) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(url);
    config.setUsername(username);
    config.setPassword(password);
    config.setConnectionTimeout(3_000);
    config.setValidationTimeout(2_000);
    config.addDataSourceProperty("ApplicationName", "1call");
    config.addDataSourceProperty("connectTimeout", "3");
    return config;
  }

  static HikariDataSource connect(String name, HikariConfig config) {
    try {
      return new HikariDataSource(config);
    } catch (RuntimeException e) {
      throw new InstanceException(
          "The instance '" + name + "' does not answer: " + rootMessage(e), e);
    }
  }

  private static void refuseOneForTwo(HikariDataSource main, HikariDataSource keys) {
    if (systemIdentifier("main", main).equals(systemIdentifier("keys", keys))) {
      throw new InstanceException(
          "main and keys are one PostgreSQL instance: values and keys would share their write-ahead"
              + " log and their backups. Give two instances.");
    }
  }

  private static String systemIdentifier(String name, HikariDataSource pool) {
    try {
      return Objects.requireNonNull(
          new org.springframework.jdbc.core.JdbcTemplate(pool)
              .queryForObject(
                  "select system_identifier::text from pg_control_system()", String.class));
    } catch (DataAccessException e) {
      throw new InstanceException(
          "The identity of the instance '" + name + "' cannot be read: " + rootMessage(e), e);
    }
  }

  static void schema(String name, HikariDataSource pool, boolean migrate) {
    Flyway flyway =
        Flyway.configure()
            .dataSource(pool)
            .locations("classpath:db/" + name)
            .table("onecall_schema_history")
            .failOnMissingLocations(true)
            .load();
    try {
      refuseNewer(name, flyway);
      if (migrate) {
        flyway.migrate();
        return;
      }
      MigrationInfo[] pending = flyway.info().pending();
      if (pending.length > 0) {
        throw new InstanceException(
            "The schema of the instance '"
                + name
                + "' is older than this program ("
                + pending.length
                + " migrations are pending). Run: onecall db migrate");
      }
      flyway.validate();
    } catch (FlywayException e) {
      throw new InstanceException(
          "The schema of the instance '" + name + "' does not fit: " + rootMessage(e), e);
    }
  }

  /** Flyway itself lets migrations pass that it does not know yet. */
  private static void refuseNewer(String name, Flyway flyway) {
    for (MigrationInfo migration : flyway.info().applied()) {
      if (migration.getState() == MigrationState.FUTURE_SUCCESS
          || migration.getState() == MigrationState.FUTURE_FAILED) {
        throw new InstanceException(
            "The schema of the instance '"
                + name
                + "' is newer than this program (version "
                + migration.getVersion()
                + "). Run the newest program.");
      }
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

  private static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
