package vn.onecall.cli.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import vn.onecall.cli.Failure;
import vn.onecall.cli.Home;

/**
 * A server as a child of this process. It ends with this process, however that ends: it watches its
 * standard input, whose other end nobody else holds.
 */
final class ServerProcess implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofMinutes(2);
  private static final Duration LONGEST_STOP = Duration.ofMinutes(1);
  private static final int LINES_SHOWN = 25;

  private final Process process;
  private final Path output;

  private ServerProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts the server of a site; {@link #awaitHealth} tells when it serves. */
  static ServerProcess start(Site site) {
    try {
      Process process =
          new ProcessBuilder(
                  List.of(
                      Home.java().toString(),
                      "--enable-native-access=ALL-UNNAMED",
                      "--sun-misc-unsafe-memory-access=allow",
                      "-Donecall.stop-on-eof=true",
                      "-jar",
                      Home.serverJar().toString(),
                      "--spring.config.additional-location=file:" + site.config()))
              .redirectErrorStream(true)
              .redirectOutput(site.output().toFile())
              .start();
      return new ServerProcess(process, site.output());
    } catch (IOException e) {
      throw Failure.unreachable("The server cannot be started: " + e.getMessage());
    }
  }

  /** A port that nobody listens on at this moment. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw Failure.unreachable("This machine has no free port.");
    }
  }

  /**
   * Refuses a port that somebody listens on, before anything is started.
   *
   * @throws Failure if it is taken
   */
  static void requireFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      socket.getLocalPort();
    } catch (IOException e) {
      throw Failure.unreachable(
          "The port " + port + " is taken on this machine; name another with --port.");
    }
  }

  /**
   * Waits until the server is well.
   *
   * @throws Failure with the end of its output, if it does not come up
   */
  void awaitHealth(String url) {
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
   * Waits until the server ends by itself, which it should not.
   *
   * @return the failure that says so
   */
  Failure awaitEnd() throws InterruptedException {
    int status = process.waitFor();
    return ended("The server ended with status " + status);
  }

  /** Whether it runs. */
  boolean isAlive() {
    return process.isAlive();
  }

  private Failure ended(String what) {
    return Failure.unreachable(what + ". Its output in " + output + " ends:\n" + lastLines());
  }

  /** The end of its output. */
  String lastLines() {
    try {
      List<String> lines = Files.readAllLines(output);
      return String.join(
          "\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
    } catch (IOException e) {
      return "(it cannot be read)";
    }
  }

  /** Tells the server to stop and waits until it and its instances are gone. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It ended before; what matters is the wait below.
    }
    try {
      if (!process.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
        // Its instances watch it as it watches us, and shut down.
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
