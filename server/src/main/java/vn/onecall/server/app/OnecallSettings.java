package vn.onecall.server.app;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.onecall.keeper.instances.DatabaseSettings;
import vn.onecall.server.clients.ClientSettings;
import vn.onecall.server.clients.PersonSettings;
import vn.onecall.server.limits.LimitSettings;
import vn.onecall.server.metrics.MetricsSettings;

/**
 * The configuration of the server, under {@code onecall}, beside the sections that features read
 * themselves. A key that nobody reads stops the server; secrets are named by file, never written.
 *
 * @param data the folder of everything that the server keeps: embedded instances, log, journal
 * @param binaries where the bundled PostgreSQL is unpacked; beside the data by default
 * @param policy the policy file
 * @param main the instance of sealed values, facts and log entries, by its owner; embedded by
 *     default
 * @param keys the instance of wrapped keys and indexes, by its owner; embedded by default
 * @param keystore the root keys
 * @param log the log's name and pace
 * @param keysBackupRetention how long backups of the keys instance are kept; an erasure's receipt
 *     says so
 * @param issuer the address by which callers reach this server, such as {@code
 *     https://keeper.example}; what people sign must be for it. Needed where there are people
 * @param clients who may call the API
 * @param people who may call it as themselves, each with a key of their own
 * @param limits how often each may call
 * @param metrics who may read the metrics
 * @param clockAhead how far the server's time runs ahead of the clock on the wall: for
 *     demonstrations only, of what falls due in months. Refused unless both instances are embedded,
 *     since what is then written has dates that have not come yet. Tokens live by the real clock
 */
public record OnecallSettings(
    @DefaultValue("data") Path data,
    @Nullable Path binaries,
    Path policy,
    @Nullable DatabaseSettings main,
    @Nullable DatabaseSettings keys,
    @DefaultValue KeystoreConfig keystore,
    @DefaultValue LogConfig log,
    @DefaultValue("P30D") Duration keysBackupRetention,
    @Nullable URI issuer,
    @DefaultValue List<ClientSettings> clients,
    @DefaultValue List<PersonSettings> people,
    @DefaultValue LimitSettings limits,
    @DefaultValue MetricsSettings metrics,
    @Nullable Duration clockAhead) {

  public OnecallSettings {
    if (issuer == null && !people.isEmpty()) {
      throw new IllegalArgumentException(
          "onecall.issuer is missing: what people sign must be for this server, so that its address"
              + " must be known, such as https://keeper.example.");
    }
    if (clockAhead != null && !clockAhead.isPositive()) {
      throw new IllegalArgumentException("clock-ahead must be more than nothing: PT1H, P200D");
    }
    if (clockAhead != null && !(embedded(main) && embedded(keys))) {
      throw new IllegalArgumentException(
          "clock-ahead is for demonstrations, in which both instances are embedded.");
    }
  }

  private static boolean embedded(@Nullable DatabaseSettings settings) {
    return settings == null || settings.embedded();
  }

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
   * @param lease how long after the end of the server that publishes another one begins to
   * @param directory where tiles, archived openings and the published checkpoint lie; {@code log}
   *     in the data folder by default. Servers of one log share it, and one of them publishes
   */
  public record LogConfig(
      @DefaultValue("1call.example/log") String origin,
      @DefaultValue("PT0.5S") Duration interval,
      @DefaultValue("PT4S") Duration lease,
      @Nullable Path directory) {}

  /** The server's only clock; SQL statements get their times from it. */
  Clock clock() {
    return clockAhead == null ? Clock.systemUTC() : Clock.offset(Clock.systemUTC(), clockAhead);
  }

  Path logDirectory() {
    return log.directory() == null ? data.resolve("log") : log.directory();
  }

  Path binariesOrDefault() {
    return binaries == null ? data.resolve("postgresql") : binaries;
  }
}
