package vn.onecall.server.crash;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import vn.onecall.keeper.instances.DatabaseSettings;
import vn.onecall.keeper.instances.InstanceSettings;
import vn.onecall.keeper.instances.Instances;
import vn.onecall.server.fixture.Folders;

/**
 * Several servers over the same two instances, keystore and folder of the log. The instances are
 * this process's own, so that they outlive any server; the journals are each server's, since one
 * cannot be shared.
 */
final class Nodes implements AutoCloseable {
  private final Installation house;
  private final Instances instances;
  private final Map<Integer, Path> configurations = new TreeMap<>();

  Nodes(String name) {
    this.house = Installation.empty(name);
    DatabaseSettings many = new DatabaseSettings(null, null, null, 30);
    this.instances =
        Instances.open(new InstanceSettings(house.data(), Folders.BINARIES, many, many));
  }

  /** Starts a server of this number. */
  ServerProcess start(int number, String... options) {
    return house.startBy(configurations.computeIfAbsent(number, this::configure), options);
  }

  private Path configure(int number) {
    Path file = house.folder().resolve("node-" + number + ".yaml");
    house.configure(
        file,
        """
          data: %s
          main: {url: "%s", username: onecall_admin, password-file: %s, connections: 8}
          keys: {url: "%s", username: onecall_admin, password-file: %s, connections: 8}
          keystore: {initialise: true, file: %s, secret-file: %s}
          log: {interval: PT0.3S, directory: %s}
        """
            .formatted(
                house.folder().resolve("node-" + number),
                house.tables("main").url(),
                house.data().resolve("main.password"),
                house.tables("keys").url(),
                house.data().resolve("keys.password"),
                house.data().resolve("keystore"),
                house.data().resolve("keystore.secret"),
                log()));
    return file;
  }

  /** The folder of the log, which all share. */
  Path log() {
    return house.folder().resolve("log");
  }

  /** Main, past all servers. */
  Tables main() {
    return house.tables("main");
  }

  @Override
  public void close() {
    instances.close();
    house.close();
  }
}
