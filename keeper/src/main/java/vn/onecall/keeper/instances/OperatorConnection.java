package vn.onecall.keeper.instances;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.UUID;
import vn.onecall.keeper.features.Features;
import vn.onecall.postgres.EmbeddedPostgres;

/**
 * The keys instance as its owner, for an operator's command beside the server: given by URL, or the
 * embedded one of a server that runs. It starts nothing and changes no schema, and its statements
 * have no time limit.
 */
public final class OperatorConnection implements AutoCloseable {
  private final Instance.Keys keys;
  private final Instance.Clients clients;

  private OperatorConnection(HikariDataSource pool) {
    this.keys = new Instance.Keys(pool);
    this.clients = new Instance.Clients(pool);
  }

  /**
   * Reaches the keys instance of an installation.
   *
   * @throws InstanceException if it does not answer, is not keys of this installation, or has
   *     another schema
   */
  public static OperatorConnection of(InstanceSettings settings, UUID installation) {
    HikariDataSource pool =
        ConnectionPools.toTend(
            settings.keys().embedded()
                ? ofWhatRuns(settings)
                : InstanceSetup.ownerByUrl("keys", settings.keys()));
    try {
      Schema.of("keys", pool, Features.discover()).forEach(Schema::check);
      new InstallationBinding(new Instance.Own("keys", pool)).require(installation);
      return new OperatorConnection(pool);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  /** The instance. */
  public Instance.Keys keys() {
    return keys;
  }

  /** The same instance, for the keys that sign access tokens. */
  public Instance.Clients clients() {
    return clients;
  }

  private static Login ofWhatRuns(InstanceSettings settings) {
    Path password = settings.data().resolve("keys.password");
    OptionalInt port = EmbeddedPostgres.runningPort(settings.data().resolve("keys"));
    if (port.isEmpty() || !Files.exists(password)) {
      throw new InstanceException(
          "The instance 'keys' is embedded and does not run: it runs while the server serves.");
    }
    return new Login(
        "keys",
        "jdbc:postgresql://127.0.0.1:" + port.getAsInt() + "/" + InstanceSetup.DATABASE,
        EmbeddedPostgres.SUPERUSER,
        InstanceSetup.secret("keys", password));
  }

  @Override
  public void close() {
    keys.close();
  }
}
