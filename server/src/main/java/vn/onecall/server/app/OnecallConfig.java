package vn.onecall.server.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.onecall.server.clients.ClientSettings;
import vn.onecall.server.clients.PersonSettings;
import vn.onecall.server.instances.DatabaseSettings;
import vn.onecall.server.limits.LimitSettings;
import vn.onecall.server.metrics.MetricsSettings;

/**
 * All configuration of the server, under {@code onecall}. A key that is not here stops the server;
 * secrets are named by file, never written.
 *
 * @param data the folder of everything that the server keeps: embedded instances, log, journal
 * @param binaries where the bundled PostgreSQL is unpacked; beside the data by default
 * @param policy the policy file
 * @param main the instance of sealed values, facts and log entries; embedded by default
 * @param keys the instance of wrapped keys and indexes; embedded by default
 * @param keystore the root keys
 * @param log the log's name and pace
 * @param keysBackupRetention how long backups of the keys instance are kept; an erasure's receipt
 *     says so
 * @param clients who may call the API
 * @param people who may call it as themselves, each with a key of their own
 * @param limits how often each may call
 * @param metrics who may read the metrics
 */
@ConfigurationProperties(prefix = "onecall", ignoreUnknownFields = false)
public record OnecallConfig(
    @DefaultValue("data") Path data,
    @Nullable Path binaries,
    Path policy,
    @Nullable DatabaseSettings main,
    @Nullable DatabaseSettings keys,
    @DefaultValue KeystoreConfig keystore,
    @DefaultValue LogConfig log,
    @DefaultValue("P30D") Duration keysBackupRetention,
    @DefaultValue List<ClientSettings> clients,
    @DefaultValue List<PersonSettings> people,
    @DefaultValue LimitSettings limits,
    @DefaultValue MetricsSettings metrics) {

  /**
   * The keystore.
   *
   * @param file the keystore; {@code keystore} in the data folder by default
   * @param secretFile a file of 32 random bytes that unlocks it; {@code keystore.secret} by default
   * @param passphraseFile a file with the passphrase that unlocks it, instead
   * @param initialise whether to make keystore and secret file on the very first start, while no
   *     instance belongs to an installation yet
   */
  public record KeystoreConfig(
      @Nullable Path file,
      @Nullable Path secretFile,
      @Nullable Path passphraseFile,
      @DefaultValue("false") boolean initialise) {}

  /**
   * The log.
   *
   * @param origin its name for ever, a URL without scheme
   * @param interval how often it publishes
   */
  public record LogConfig(
      @DefaultValue("1call.example/log") String origin,
      @DefaultValue("PT0.5S") Duration interval) {}

  Path binariesOrDefault() {
    return binaries == null ? data.resolve("postgresql") : binaries;
  }
}
