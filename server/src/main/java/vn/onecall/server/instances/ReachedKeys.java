package vn.onecall.server.instances;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.UUID;
import vn.onecall.postgres.EmbeddedPostgres;

/**
 * The keys instance as a command reaches it beside the server: given by URL, or the embedded one of
 * a server that runs. It starts nothing and changes no schema; its statements may take their time.
 */
public final class ReachedKeys implements AutoCloseable {
  private final Instance.Keys keys;

  private ReachedKeys(Instance.Keys keys) {
    this.keys = keys;
  }

  /**
   * Reaches the keys instance of an installation.
   *
   * @throws InstanceException if it does not answer, is not keys of this installation, or has
   *     another schema
   */
  public static ReachedKeys of(InstanceSettings settings, UUID installation) {
    HikariDataSource pool =
        settings.keys().embedded() ? embedded(settings) : byUrl(settings.keys());
    try {
      Instances.schema("keys", pool, false);
      Instance.Keys keys = new Instance.Keys(pool);
      new Binding(keys, "keys").require(installation);
      return new ReachedKeys(keys);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  /** The instance. */
  public Instance.Keys keys() {
    return keys;
  }

  private static HikariDataSource embedded(InstanceSettings settings) {
    Path password = settings.data().resolve("keys.password");
    OptionalInt port = EmbeddedPostgres.runningPort(settings.data().resolve("keys"));
    if (port.isEmpty() || !Files.exists(password)) {
      throw new InstanceException(
          "The instance 'keys' is embedded and does not run: it runs while the server serves.");
    }
    return pool(
        "jdbc:postgresql://127.0.0.1:" + port.getAsInt() + "/" + Instances.DATABASE,
        EmbeddedPostgres.SUPERUSER,
        Instances.secret("keys", password));
  }

  private static HikariDataSource byUrl(DatabaseSettings database) {
    return pool(
        Objects.requireNonNull(database.url()),
        Objects.requireNonNull(database.username()),
        Instances.secret("keys", Objects.requireNonNull(database.passwordFile())));
  }

  private static HikariDataSource pool(String url, String username, String password) {
    HikariConfig config = Instances.connection("keys", url, username, password);
    config.setMaximumPoolSize(2);
    config.setMinimumIdle(1);
    return Instances.connect("keys", config);
  }

  @Override
  public void close() {
    keys.close();
  }
}
