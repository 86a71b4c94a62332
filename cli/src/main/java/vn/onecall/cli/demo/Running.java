package vn.onecall.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A site with its server running. It is closed once: by whoever opened it, or by Ctrl-C (SIGINT) or
 * SIGTERM to this process, which wait until the server and its instances are gone.
 */
final class Running implements AutoCloseable {
  private final Site site;
  private volatile ServerProcess server;
  private final Runnable afterwards;
  private final Thread onSignal = new Thread(this::signalled, "stop-on-signal");
  private volatile boolean stopping;
  private boolean closed;

  private Running(Site site, ServerProcess server, Runnable afterwards) {
    this.site = site;
    this.server = server;
    this.afterwards = afterwards;
  }

  /**
   * Starts the server of a site.
   *
   * @param afterwards what is done last, however it ends
   */
  static Running start(Site site, Runnable afterwards) {
    Running running = new Running(site, ServerProcess.start(site), afterwards);
    Runtime.getRuntime().addShutdownHook(running.onSignal);
    return running;
  }

  Site site() {
    return site;
  }

  ServerProcess server() {
    return server;
  }

  /** Stops the server and starts it again, with a clock that is ahead of the one on the wall. */
  void restart(Duration ahead) {
    startAgain(ahead);
    server.awaitHealth(site.url());
  }

  private synchronized void startAgain(Duration ahead) {
    if (!closed) {
      server.close();
      site.setAhead(ahead);
      server = ServerProcess.start(site);
    }
  }

  /** Whether a signal is ending it, so that what fails now fails because of that. */
  boolean stopping() {
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
      site.close();
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
        // A signal came in this very moment: the hook finds that everything is closed.
      }
    }
  }

  /** Deletes a folder and what is in it. */
  static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + folder + " cannot be removed", e);
    }
  }
}
