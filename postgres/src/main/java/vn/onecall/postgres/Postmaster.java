package vn.onecall.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One run of PostgreSQL's server under its supervisor, a small shell process in a session of its
 * own (so that Ctrl-C reaches the owner alone). The supervisor's standard input is a pipe that this
 * process holds; when it closes, because of {@link #stop} or because this process is gone, the
 * supervisor shuts the server down.
 */
final class Postmaster {

  /** Beyond the grace time, the supervisor's own time to end a server that does not obey. */
  private static final Duration FORCED_END = Duration.ofSeconds(20);

  private final Process supervisor;
  private final Duration grace;
  private final ProcessHandle server;
  private final CompletableFuture<Integer> ended;

  private Postmaster(Process supervisor, ProcessHandle server, Duration grace) {
    this.supervisor = supervisor;
    this.grace = grace;
    this.server = server;
    // Both: a supervisor that is killed leaves its server a moment longer.
    this.ended =
        supervisor.onExit().thenCombine(server.onExit(), (shell, gone) -> shell.exitValue());
  }

  /**
   * Starts the server and waits until it accepts connections, up to a limit that covers crash
   * recovery.
   *
   * @throws PostgresException with the last lines of its log, if it does not come up
   */
  static Postmaster start(
      List<String> command, Cluster cluster, SystemCommands tools, Duration grace, Duration limit) {
    List<String> supervised =
        new ArrayList<>(
            List.of(
                tools.find("setsid", "util-linux"),
                tools.find("sh", "dash"),
                "-c",
                script(),
                "supervise",
                Long.toString(Math.max(1, grace.toSeconds()))));
    supervised.addAll(command);
    try {
      ServerLog log = ServerLog.fromNow(cluster.logs());
      Path launch = log.launch();
      Process supervisor =
          SystemCommands.prepare(supervised)
              .redirectErrorStream(true)
              .redirectOutput(launch.toFile())
              .start();
      try {
        ProcessHandle server = awaitReady(supervisor, cluster, log, limit);
        return new Postmaster(supervisor, server, grace);
      } catch (PostgresException e) {
        supervisor.getOutputStream().close();
        throw e;
      }
    } catch (IOException e) {
      throw new PostgresException("PostgreSQL cannot be started in " + cluster.directory(), e);
    }
  }

  private static ProcessHandle awaitReady(
      Process supervisor, Cluster cluster, ServerLog log, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      var server =
          cluster
              .status()
              .filter(Cluster.Status::ready)
              .flatMap(status -> ProcessHandle.of(status.pid()))
              .filter(process -> isChild(process, supervisor));
      if (server.isPresent()) {
        return server.get();
      }
      if (!supervisor.isAlive()) {
        throw new PostgresException("Its log ends:\n" + log.lastLines());
      }
      if (System.nanoTime() - deadline > 0) {
        throw new PostgresException(
            "It takes no connections after "
                + limit.toSeconds()
                + " s. Its log ends:\n"
                + log.lastLines());
      }
      Polling.pause();
    }
  }

  private static boolean isChild(ProcessHandle process, Process supervisor) {
    return process.parent().filter(parent -> parent.pid() == supervisor.pid()).isPresent();
  }

  long pid() {
    return server.pid();
  }

  boolean isAlive() {
    return !ended.isDone() && server.isAlive();
  }

  /** Completes with the server's exit status: 0 after an orderly shutdown. */
  CompletableFuture<Integer> onExit() {
    return ended.copy();
  }

  /** Shuts the server down and waits until it is gone; does nothing if it is. */
  void stop() {
    try {
      supervisor.getOutputStream().close();
    } catch (IOException gone) {
      // The supervisor ended before; what matters is the wait below.
    }
    try {
      ended.get(grace.plus(FORCED_END).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new PostgresException("PostgreSQL's process " + pid() + " does not end", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PostgresException("Interrupted while PostgreSQL shut down", e);
    }
  }

  private static String script() {
    try (InputStream resource = Postmaster.class.getResourceAsStream("supervise.sh")) {
      if (resource == null) {
        throw new PostgresException("The supervisor's script is missing from the class path");
      }
      return new String(resource.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new PostgresException("The supervisor's script cannot be read", e);
    }
  }
}
