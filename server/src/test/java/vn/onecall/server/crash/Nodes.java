package vn.onecall.server.crash;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Several servers over the same two instances, keystore and folder of the log. The instances are
 * this process's own, so that they outlive any server; the journals are each server's, since one
 * cannot be shared.
 */
final class Nodes implements AutoCloseable {
  private final Installation house;
  private final Map<Integer, Path> configurations = new TreeMap<>();

  Nodes(String name) {
    this.house = Installation.empty(name);
    house.runDatabases(30);
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
          keystore: {initialise: true, file: %s, secret-file: %s}
          log: {interval: PT0.1S, lease: PT1S, directory: %s}
        """
                .formatted(
                    house.folder().resolve("node-" + number),
                    house.data().resolve("keystore"),
                    house.data().resolve("keystore.secret"),
                    log())
            + house.databases(8));
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
    house.close();
  }
}
