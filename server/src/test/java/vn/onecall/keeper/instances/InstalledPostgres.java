package vn.onecall.keeper.instances;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL that is installed on the machine, such as Debian's, started as an operator's own
 * instance: the server knows it by URL alone.
 */
final class InstalledPostgres implements AutoCloseable {
  static final String USERNAME = "operator";
  static final String PASSWORD = "an-operators-password";

  private final Process process;
  private final int port;

  private InstalledPostgres(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** The folder of the programs of the oldest version that we serve on. */
  static Path programs() {
    Path programs = Path.of("/usr/lib/postgresql/15/bin");
    if (!Files.isExecutable(programs.resolve("initdb"))) {
      throw missing();
    }
    return programs;
  }

  private static AssertionError missing() {
    return new AssertionError(
        "PostgreSQL 15 is not installed: apt-get install -y postgresql-15 (Debian 12)");
  }

  static InstalledPostgres start(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path password = Files.writeString(folder.resolve("password"), PASSWORD);
    Path data = folder.resolve("data");
    run(
        programs().resolve("initdb").toString(),
        "--pgdata=" + data,
        "--username=" + USERNAME,
        "--pwfile=" + password,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C");
    while (true) {
      int port = freePort();
      Process process = started(folder, data, port);
      if (process.isAlive()) {
        return new InstalledPostgres(process, port);
      }
      // Somebody may have taken the port in between; that is no fault of this one.
      String said = Files.readString(folder.resolve("server.log"));
      if (!said.contains("Address already in use")) {
        throw new AssertionError(said);
      }
    }
  }

  /** A server that takes connections, or has ended. */
  private static Process started(Path folder, Path data, int port)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                asLesserUser(
                    programs().resolve("postgres").toString(),
                    "-D",
                    data.toString(),
                    "-p",
                    Integer.toString(port),
                    "-c",
                    "unix_socket_directories="))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("server.log").toFile())
            .start();
    Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
    Path state = data.resolve("postmaster.pid");
    while (process.isAlive()
        && (!Files.exists(state) || !Files.readString(state).contains("ready"))) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError(Files.readString(folder.resolve("server.log")));
      }
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }
    return process;
  }

  /** The URL of its first database. */
  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  @Override
  public void close() {
    // postgres takes SIGINT as a fast shutdown; Java sends SIGTERM, which waits for clients: none.
    process.destroy();
    process.onExit().join();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(asLesserUser(command)).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(output);
    }
  }

  /** PostgreSQL refuses to run as root; an unshared user reaches root's folders all the same. */
  private static List<String> asLesserUser(String... command) {
    List<String> whole = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      whole.addAll(List.of("unshare", "--user", "--map-user=1000"));
    }
    whole.addAll(List.of(command));
    return whole;
  }
}
