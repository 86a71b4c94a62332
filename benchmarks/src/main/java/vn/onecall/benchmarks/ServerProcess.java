package vn.onecall.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server under measurement: a JVM of its own that ends when its standard input does, so that it
 * outlives this process in no case.
 */
final class ServerProcess implements AutoCloseable {
  private static final long START_SECONDS = 120;

  private final Process process;
  private final int port;

  private ServerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts a server and waits until it says that it is well.
   *
   * @param name names it in messages, and its log
   * @param jvm the flags of its JVM
   * @param program how the JVM finds the program, and the program's arguments
   * @param log where its output goes
   * @throws BenchmarkException with the end of its log, if it does not come up
   */
  static ServerProcess start(String name, List<String> jvm, List<String> program, Path log) {
    int port = freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.add("-Donecall.stop-on-eof=true");
    command.addAll(program);
    command.add("--server.port=" + port);
    try {
      ServerProcess server =
          new ServerProcess(
              new ProcessBuilder(command)
                  .redirectErrorStream(true)
                  .redirectOutput(log.toFile())
                  .start(),
              port);
      if (!server.awaitHealth()) {
        server.close();
        List<String> lines = Files.readAllLines(log);
        throw new BenchmarkException(
            "the "
                + name
                + " server did not start:\n"
                + String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size())));
      }
      return server;
    } catch (IOException e) {
      throw new BenchmarkException("the " + name + " server cannot be started", e);
    }
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  private boolean awaitHealth() {
    byte[] request = Connection.request("GET", "/health", Map.of(), "");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (process.isAlive() && System.nanoTime() < end) {
      try (Connection connection = new Connection(port)) {
        if (connection.ask(request).status() == 200) {
          return true;
        }
      } catch (IOException e) {
        // Nobody listens yet.
      }
      Pause.millis(100);
    }
    return false;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new BenchmarkException("no free port is to be had on 127.0.0.1", e);
    }
  }

  /** Stops it in good order; one that does not obey within a minute is ended. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
