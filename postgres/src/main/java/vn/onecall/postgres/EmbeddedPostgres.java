package vn.onecall.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An embedded PostgreSQL instance, run from PostgreSQL's own binaries, with this object as its one
 * owner.
 *
 * <p>It guarantees that nobody else owns the same folder; that the server ends when its owner does,
 * even by SIGKILL; that it listens on 127.0.0.1 alone and asks everyone for the password; that
 * committed data survives a crash (fsync and data checksums are on); and that no statement, no
 * parameter and no value of a violated key gets into its log. It keeps everything below its folder,
 * of mode 0700: {@code data}, {@code log} and {@code owner.lock}.
 *
 * <p>Safe for use by many threads. Faults are {@link PostgresException}s, with the last lines of
 * the server's log where it did not come up.
 */
public final class EmbeddedPostgres implements AutoCloseable {

  /** The superuser's name, in every instance. */
  public static final String SUPERUSER = "onecall_admin";

  private static final Pattern IDENTIFIER = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

  /** Recovery after a crash replays at most max_wal_size; ten minutes is far beyond that. */
  private static final Duration RECOVERY_LIMIT = Duration.ofMinutes(10);

  // Somebody who keeps only the URL must not lose the server to the garbage collector, which
  // would close the pipe that it lives on.
  private static final Set<EmbeddedPostgres> OWNED = ConcurrentHashMap.newKeySet();

  /**
   * What to start.
   *
   * @param name names the instance in messages and process lists: lower-case letters, digits and
   *     hyphens
   * @param directory its folder; made if missing, and closed to everybody else
   * @param binariesCache where the unpacked binaries are kept, shared by all instances and
   *     processes
   * @param port the port on 127.0.0.1, or 0 for a free one
   * @param password the superuser's password; taken when the data is first made, and not changed
   *     later
   * @param parameters additional PostgreSQL parameters; those that protect durability or secrecy
   *     are refused
   * @param patience how long to wait for a former server to end, and for this one to shut down in
   *     good order
   */
  public record Settings(
      String name,
      Path directory,
      Path binariesCache,
      int port,
      String password,
      Map<String, String> parameters,
      Duration patience) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(30);

    public Settings {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "The instance's name must be lower-case letters, digits and hyphens, at most 32");
      }
      Objects.requireNonNull(directory, "directory");
      Objects.requireNonNull(binariesCache, "binariesCache");
      if (port < 0 || port > 65535) {
        throw new IllegalArgumentException("The port must be from 0 to 65535");
      }
      if (password.isEmpty() || password.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException(
            "The password must not be empty nor hold control characters");
      }
      parameters = Map.copyOf(parameters);
      ServerParameters.check(parameters);
      if (patience.compareTo(Duration.ofSeconds(1)) < 0) {
        throw new IllegalArgumentException("The patience must be one second at least");
      }
    }

    /** Thirty seconds of patience. */
    public Settings(
        String name,
        Path directory,
        Path binariesCache,
        int port,
        String password,
        Map<String, String> parameters) {
      this(name, directory, binariesCache, port, password, parameters, USUAL_PATIENCE);
    }

    /** A free port, no additional parameters, thirty seconds of patience. */
    public static Settings of(String name, Path directory, Path binariesCache, String password) {
      return new Settings(name, directory, binariesCache, 0, password, Map.of());
    }

    public Settings withPort(int port) {
      return new Settings(name, directory, binariesCache, port, password, parameters, patience);
    }

    public Settings withParameters(Map<String, String> parameters) {
      return new Settings(name, directory, binariesCache, port, password, parameters, patience);
    }

    public Settings withPatience(Duration patience) {
      return new Settings(name, directory, binariesCache, port, password, parameters, patience);
    }

    /** Everything but the password. */
    @Override
    public String toString() {
      return "Settings[name=%s, directory=%s, port=%d, parameters=%s]"
          .formatted(name, directory, port, parameters.keySet());
    }
  }

  private final Settings settings;
  private final SystemCommands tools;
  private final UnprivilegedUser user;
  private final Binaries binaries;
  private final Cluster cluster;
  private final OwnerLock ownership;
  private final @Nullable ReservedPort reserved;
  private final int port;
  private volatile Postmaster postmaster;

  private EmbeddedPostgres(
      Settings settings,
      SystemCommands tools,
      UnprivilegedUser user,
      Binaries binaries,
      Cluster cluster,
      OwnerLock ownership) {
    this.settings = settings;
    this.tools = tools;
    this.user = user;
    this.binaries = binaries;
    this.cluster = cluster;
    this.ownership = ownership;
    this.reserved = settings.port() == 0 ? ReservedPort.take() : null;
    this.port = reserved == null ? settings.port() : reserved.number();
    try {
      this.postmaster = launch();
    } catch (RuntimeException e) {
      giveUpPort();
      throw e;
    }
  }

  /**
   * Starts the instance and waits until it takes connections. It waits for a former server that is
   * ending, and for recovery after a crash.
   *
   * @throws PortTakenException if another process uses the port
   * @throws PostgresException if the folder has another owner, its data cannot be used, or this
   *     machine cannot run the binaries
   */
  public static EmbeddedPostgres start(Settings settings) {
    SystemCommands tools = SystemCommands.ofThisMachine();
    UnprivilegedUser user = UnprivilegedUser.find(tools);
    Binaries binaries = Binaries.in(settings.binariesCache(), Platform.current(), user);
    Path directory = privateFolder(settings.directory());
    user.requireReach(directory);
    OwnerLock ownership = OwnerLock.take(directory);
    try {
      EmbeddedPostgres started =
          new EmbeddedPostgres(settings, tools, user, binaries, new Cluster(directory), ownership);
      OWNED.add(started);
      return started;
    } catch (RuntimeException e) {
      ownership.close();
      throw e;
    }
  }

  private static Path privateFolder(Path folder) {
    try {
      return OwnerOnlyFolders.createPrivate(folder.toAbsolutePath()).toRealPath();
    } catch (IOException e) {
      throw new PostgresException("The folder " + folder + " cannot be made or closed", e);
    }
  }

  /** The address of a database of this instance, without user and password. */
  public String jdbcUrl(String database) {
    if (!IDENTIFIER.matcher(database).matches()) {
      throw new IllegalArgumentException("The database's name is malformed");
    }
    return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
  }

  /** The port on 127.0.0.1; it stays the same over every {@link #restart}. */
  public int port() {
    return port;
  }

  /**
   * The port that an instance's server says it listens on, for whoever does not own it; nothing if
   * none is ready. The server may have been killed since: only connecting shows.
   */
  public static OptionalInt runningPort(Path directory) {
    return new Cluster(directory).runningPort();
  }

  /** The superuser's name. */
  public String username() {
    return SUPERUSER;
  }

  /** The folder that holds everything of this instance, as a real path. */
  public Path directory() {
    return cluster.directory();
  }

  /** The process id of the server (the postmaster) of the present or last run. */
  public long pid() {
    return postmaster.pid();
  }

  /** Whether the server runs; false as soon as it died by itself. */
  public boolean isAlive() {
    return postmaster.isAlive();
  }

  /**
   * Completes when the present run ends, for whatever reason, with the server's exit status: 0
   * after an orderly shutdown.
   */
  public CompletableFuture<Integer> onExit() {
    return postmaster.onExit();
  }

  /**
   * Starts the server again on the same folder and port, after it died or was stopped; one that
   * runs is shut down first.
   *
   * @throws IllegalStateException after {@link #close}
   */
  public synchronized void restart() {
    if (!OWNED.contains(this)) {
      throw new IllegalStateException("This instance is closed; start it anew");
    }
    postmaster.stop();
    postmaster = launch();
  }

  /**
   * Shuts the server down in good order (connections are cut, transactions rolled back) and waits
   * until it is gone. The folder stays owned, for {@link #restart}.
   */
  public synchronized void stop() {
    postmaster.stop();
  }

  /** Shuts the server down as {@link #stop} does, and gives up the folder. */
  @Override
  public synchronized void close() {
    if (OWNED.contains(this)) {
      postmaster.stop();
      giveUpPort();
      ownership.close();
      OWNED.remove(this);
    }
  }

  @Override
  public String toString() {
    return "EmbeddedPostgres[" + settings.name() + " in " + directory() + "]";
  }

  private void giveUpPort() {
    if (reserved != null) {
      reserved.close();
    }
  }

  private Postmaster launch() {
    cluster.awaitFormerGone(settings.patience());
    cluster.prepare(binaries, user, SUPERUSER, settings.password());
    List<String> command = new ArrayList<>();
    command.add(binaries.program("postgres"));
    command.addAll(
        ServerParameters.arguments(
            settings.name(), cluster.data(), cluster.logs(), port, settings.parameters()));
    try {
      return Postmaster.start(
          user.wrap(command), cluster, tools, settings.patience(), RECOVERY_LIMIT);
    } catch (PostgresException e) {
      String said = Objects.requireNonNullElse(e.getMessage(), "");
      if (said.contains("Address already in use")) {
        throw new PortTakenException(settings.name(), port);
      }
      throw new PostgresException(
          "PostgreSQL '" + settings.name() + "' did not start in " + directory() + ". " + said, e);
    }
  }
}
