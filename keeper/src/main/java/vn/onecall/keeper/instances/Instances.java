package vn.onecall.keeper.instances;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The opened instances, each by the database role of the part of the program that uses it, which
 * has no other rights than that part needs. The owner of an instance migrates it and never serves.
 *
 * <p>Opening refuses, each with its own plain reason: an instance that does not answer, one given
 * for two (their {@code system_identifier}s are compared: one cluster would share WAL and backups
 * between values and keys), a schema that is older or newer than this program, roles that are
 * missing or have other rights than are written, and an instance of another installation or of the
 * other role.
 */
public final class Instances implements AutoCloseable {
  /** The log needs few: one for the sequencer, and some for those who ask it. */
  private static final int CONNECTIONS_OF_THE_LOG = 3;

  /** The keys that sign tokens are looked at now and then. */
  private static final int CONNECTIONS_OF_THE_CLIENTS = 2;

  /** Outside of an entry's transaction a feature does little. */
  private static final int CONNECTIONS_OF_A_FEATURE = 4;

  /** What is closed at the end, the last opened first. */
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  private final InstanceSetup setupOfMain;
  private final Map<String, Instance.Feature> features = new ConcurrentHashMap<>();
  private final Instance.Own ownMain;
  private final Instance.Own ownKeys;
  private final Instance.Main main;
  private final Instance.Keys keys;
  private final Instance.Log log;
  private final Instance.Clients clients;

  private Instances(InstanceSettings settings, boolean migrate, Runnable consent) {
    try {
      List<InstanceSetup> both =
          SideBySide.of(
              () -> opening(InstanceSetup.of("main", settings, settings.main(), migrate)),
              () -> opening(InstanceSetup.of("keys", settings, settings.keys(), migrate)));
      InstanceSetup reachedMain = both.getFirst();
      InstanceSetup reachedKeys = both.getLast();
      refuseOneForTwo(reachedMain, reachedKeys);
      consent.run();
      SideBySide.of(reachedMain::prepared, reachedKeys::prepared);
      this.setupOfMain = reachedMain;
      this.ownMain = reachedMain.own();
      this.ownKeys = reachedKeys.own();
      List<HikariDataSource> pools =
          SideBySide.of(
              () -> opening(reachedMain.serving(DatabaseRole.ACCESS, settings.main().poolSize())),
              () -> opening(reachedMain.serving(DatabaseRole.LEDGER, CONNECTIONS_OF_THE_LOG)),
              () -> opening(reachedKeys.serving(DatabaseRole.ACCESS, settings.keys().poolSize())),
              () -> opening(reachedKeys.serving(DatabaseRole.CLIENTS, CONNECTIONS_OF_THE_CLIENTS)));
      this.main = new Instance.Main(reachedMain.database(), pools.get(0));
      this.log = new Instance.Log(pools.get(1));
      this.keys = new Instance.Keys(pools.get(2));
      this.clients = new Instance.Clients(pools.get(3));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private <T extends AutoCloseable> T opening(T resource) {
    synchronized (opened) {
      opened.push(resource);
    }
    return resource;
  }

  /**
   * Opens both instances side by side, starting the embedded ones, now and whenever they end by
   * themselves, and bringing their schema and roles up to date. Those of an instance given by URL
   * are only compared: changing them is an operator's decision.
   *
   * @throws InstanceException with the reason why they cannot serve
   */
  public static Instances open(InstanceSettings settings) {
    return open(settings, () -> {});
  }

  /**
   * Opens both as {@link #open(InstanceSettings)} does, and asks before anything in them is
   * changed.
   *
   * @param consent returns when the schema may be changed; what it throws ends the opening
   */
  public static Instances open(InstanceSettings settings, Runnable consent) {
    return new Instances(settings, false, consent);
  }

  /** Opens both, and brings schema and roles of each up to date ({@code onecall db migrate}). */
  public static Instances migrate(InstanceSettings settings) {
    return new Instances(settings, true, () -> {});
  }

  /** Sealed values, facts and entries, for the door. */
  public Instance.Main main() {
    return main;
  }

  /** Keys and indexes, for the door. */
  public Instance.Keys keys() {
    return keys;
  }

  /** The entries and their places, for the log. */
  public Instance.Log log() {
    return log;
  }

  /**
   * Main as a feature uses it, by its own role.
   *
   * @param feature the feature's name
   */
  public Instance.Feature feature(String feature) {
    return features.computeIfAbsent(
        feature,
        name ->
            new Instance.Feature(
                name, opening(setupOfMain.ofFeature(name, CONNECTIONS_OF_A_FEATURE))));
  }

  /** The keys that sign access tokens. */
  public Instance.Clients clients() {
    return clients;
  }

  /** The instances that serve, for health checks and metrics. */
  public List<Instance> all() {
    return List.of(main, keys, log, clients);
  }

  /** Whether either instance belongs to an installation already. */
  public boolean bound() {
    return new InstallationBinding(ownMain).bound() || new InstallationBinding(ownKeys).bound();
  }

  /**
   * Binds both instances to an installation, or refuses where they belong to another.
   *
   * @param installation the keystore's installation
   * @param check a value by which the keystore is known again; reveals nothing
   * @throws InstanceException naming the instance that does not belong
   */
  public void bind(UUID installation, byte[] check) {
    new InstallationBinding(ownMain).bind(installation, check);
    new InstallationBinding(ownKeys).bind(installation, check);
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new InstanceException("An instance does not close", e);
      }
    }
  }

  private static void refuseOneForTwo(InstanceSetup main, InstanceSetup keys) {
    if (main.systemIdentifier().equals(keys.systemIdentifier())) {
      throw new InstanceException(
          "main and keys are one PostgreSQL instance: values and keys would share their write-ahead"
              + " log and their backups. Give two instances.");
    }
  }
}
