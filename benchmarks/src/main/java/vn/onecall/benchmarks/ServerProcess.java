package vn.onecall.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import vn.onecall.postgres.ReservedPort;

/**
 * A measured server: its own JVM, which ends when its standard input is closed, so that it never
 * outlives this process.
 */
final class ServerProcess implements AutoCloseable {
  private static final long START_SECONDS = 120;

  private final Process process;
  private final ReservedPort port;

  private ServerProcess(Process process, ReservedPort port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts a server and waits until it is healthy.
   *
   * @param name its name in messages and of its log
   * @param jvm the flags of its JVM
   * @param program the class path and main class or jar, and the arguments
   * @param log the file of its output
   * @throws BenchmarkException with the end of its log, if it does not come up
   */
  static ServerProcess start(String name, List<String> jvm, List<String> program, Path log) {
    ReservedPort port = ReservedPort.take();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.add("-Donecall.stop-on-eof=true");
    command.addAll(program);
    command.add("--server.port=" + port.number());
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
      port.close();
      throw new BenchmarkException("the " + name + " server cannot be started", e);
    }
  }

  int port() {
    return port.number();
  }

  long pid() {
    return process.pid();
  }

  private boolean awaitHealth() {
    byte[] request = HttpConnection.request("GET", "/health", Map.of(), "");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (process.isAlive() && System.nanoTime() < end) {
      try (HttpConnection connection = new HttpConnection(port.number())) {
        if (connection.ask(request).status() == 200) {
          return true;
        }
      } catch (IOException e) {
        // The server does not listen yet.
      }
      Polling.millis(100);
    }
    return false;
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
    } finally {
      port.close();
    }
  }
}
