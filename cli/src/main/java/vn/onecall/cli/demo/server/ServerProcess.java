package vn.onecall.cli.demo.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import vn.onecall.cli.command.CommandFailure;
import vn.onecall.cli.command.Installation;

/**
 * A server as a child process. It ends with this process, however this process ends: it watches its
 * standard input, whose other end only this process holds.
 */
public final class ServerProcess implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofMinutes(2);
  private static final Duration LONGEST_STOP = Duration.ofMinutes(1);
  private static final int LINES_SHOWN = 25;

  /** Holds the sockets of reserved ports, so that the garbage collector does not close them. */
  private static final List<SocketChannel> RESERVED = new CopyOnWriteArrayList<>();

  private final Process process;
  private final Path output;

  private ServerProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts the server of a demo folder; {@link #awaitHealth} waits until it serves. */
  static ServerProcess start(DemoFolder demoFolder) {
    return start(demoFolder, List.of());
  }

  /** Starts the server of a demo folder with options for its Java. */
  static ServerProcess start(DemoFolder demoFolder, List<String> options) {
    List<String> java = new ArrayList<>(options);
    java.add("-Donecall.stop-on-eof=true");
    List<String> command = new ArrayList<>(Installation.serverCommand(java));
    command.add("--spring.config.additional-location=file:" + demoFolder.config());
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(demoFolder.output().toFile())
              .start();
      return new ServerProcess(process, demoFolder.output());
    } catch (IOException e) {
      throw CommandFailure.unreachable("The server cannot be started: " + e.getMessage());
    }
  }

  /**
   * A free port of the loopback, kept until this process ends: by a socket that is bound with
   * SO_REUSEADDR and never listens. A server that names the port can listen on it, as often as it
   * is started; whoever asks the system for any free port gets another.
   */
  public static int reservedPort() {
    try {
      SocketChannel socket = SocketChannel.open(StandardProtocolFamily.INET);
      RESERVED.add(socket);
      socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
      return ((InetSocketAddress) socket.getLocalAddress()).getPort();
    } catch (IOException e) {
      throw CommandFailure.unreachable("This machine has no free port.");
    }
  }

  /**
   * Refuses a port that is in use, before anything is started.
   *
   * @throws CommandFailure if the port is in use
   */
  public static void requireFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      socket.getLocalPort();
    } catch (IOException e) {
      throw CommandFailure.unreachable(
          "The port " + port + " is taken on this machine; name another with --port.");
    }
  }

  /**
   * Waits until the server is healthy.
   *
   * @throws CommandFailure with the end of its output, if it does not come up
   */
  public void awaitHealth(String url) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/health")).timeout(Duration.ofSeconds(5)).build();
    long deadline = System.nanoTime() + LONGEST_START.toNanos();
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (System.nanoTime() - deadline < 0) {
        if (!process.isAlive()) {
          throw ended("The server ended while it started");
        }
        if (isWell(http, request)) {
          return;
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw ended("The server does not become well");
  }

  private static boolean isWell(HttpClient http, HttpRequest request) throws InterruptedException {
    try {
      HttpResponse<String> health = http.send(request, HttpResponse.BodyHandlers.ofString());
      return health.statusCode() == 200 && health.body().contains("\"UP\"");
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Waits until the server ends unexpectedly.
   *
   * @return the failure to report
   */
  public CommandFailure awaitEnd() throws InterruptedException {
    int status = process.waitFor();
    return ended("The server ended with status " + status);
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  private CommandFailure ended(String what) {
    return CommandFailure.unreachable(
        what + ". Its output in " + output + " ends:\n" + lastLines());
  }

  /** The last lines of its output. */
  public String lastLines() {
    try {
      List<String> lines = Files.readAllLines(output);
      return String.join(
          "\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
    } catch (IOException e) {
      return "(it cannot be read)";
    }
  }

  /** Stops the server and waits until it and its PostgreSQL instances have ended. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It has already ended; the wait below is enough.
    }
    try {
      if (!process.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
        // Its PostgreSQL instances watch it in the same way, and shut down.
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
