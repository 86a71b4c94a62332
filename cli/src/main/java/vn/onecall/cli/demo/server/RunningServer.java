package vn.onecall.cli.demo.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import vn.onecall.cli.command.CommandFailure;

/**
 * A running server of the demo. It is closed once: by its owner, or by Ctrl-C (SIGINT) or SIGTERM
 * to this process, which wait until the server and its PostgreSQL instances have ended.
 */
public final class RunningServer implements AutoCloseable {
  private final DemoFolder demoFolder;
  private volatile ServerProcess server;
  private final Runnable afterwards;
  private final Thread onSignal = new Thread(this::signalled, "stop-on-signal");
  private volatile boolean stopping;
  private boolean closed;

  private RunningServer(DemoFolder demoFolder, ServerProcess server, Runnable afterwards) {
    this.demoFolder = demoFolder;
    this.server = server;
    this.afterwards = afterwards;
  }

  /**
   * Starts the server of a demo folder.
   *
   * @param afterwards runs last, however the server ends
   */
  public static RunningServer start(DemoFolder demoFolder, Runnable afterwards) {
    return start(demoFolder, List.of(), afterwards);
  }

  /** Starts the server of a demo folder with options for its Java. */
  public static RunningServer start(
      DemoFolder demoFolder, List<String> options, Runnable afterwards) {
    RunningServer running =
        new RunningServer(demoFolder, ServerProcess.start(demoFolder, options), afterwards);
    Runtime.getRuntime().addShutdownHook(running.onSignal);
    return running;
  }

  public DemoFolder demoFolder() {
    return demoFolder;
  }

  public ServerProcess server() {
    return server;
  }

  /** Stops the server and starts it again with a clock set ahead. */
  public void restart(Duration ahead) {
    startAgain(ahead);
    server.awaitHealth(demoFolder.url());
  }

  private synchronized void startAgain(Duration ahead) {
    if (!closed) {
      server.close();
      demoFolder.setAhead(ahead);
      server = ServerProcess.start(demoFolder);
    }
  }

  /** Whether a signal is ending it, which explains a failure at this moment. */
  public boolean stopping() {
    return stopping;
  }

  private void signalled() {
    stopping = true;
    end();
  }

  private synchronized void end() {
    if (!closed) {
      closed = true;
      server.close();
      demoFolder.close();
      afterwards.run();
    }
  }

  @Override
  public void close() {
    end();
    if (!stopping) {
      try {
        Runtime.getRuntime().removeShutdownHook(onSignal);
      } catch (IllegalStateException e) {
        // A signal arrived meanwhile: the hook finds everything closed.
      }
    }
  }

  /** A new folder for a demo that is deleted at its end. */
  public static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("onecall-check-");
    } catch (IOException e) {
      throw CommandFailure.unreachable("No temporary folder can be made: " + e.getMessage());
    }
  }

  /** Deletes a folder with its content. */
  public static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + folder + " cannot be removed", e);
    }
  }
}
