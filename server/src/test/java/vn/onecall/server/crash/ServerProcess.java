package vn.onecall.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One run of the server, as a process of its own whose every word is kept. */
final class ServerProcess {
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration END = Duration.ofSeconds(60);
  private static final int HALTED = 137;

  private final Process process;
  private final Path said;
  private final Api api;

  private ServerProcess(Process process, Path said, Api api) {
    this.process = process;
    this.said = said;
    this.api = api;
  }

  static ServerProcess start(
      Installation house, Path configuration, Path said, List<String> options) {
    int port = freePort();
    try {
      Process process =
          new ProcessBuilder(
                  Program.command(
                      options,
                      List.of(
                          "--spring.config.additional-location=file:" + configuration,
                          "--server.port=" + port)))
              .directory(house.folder().toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      ServerProcess server = new ServerProcess(process, said, new Api(house, port));
      Pause.until(
          () -> server.said() + "\nthe server is up",
          START,
          () -> server.ended() || server.api.healthy());
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The way in for callers. */
  Api api() {
    assertThat(ended()).as("the server has ended. It said:\n" + said()).isFalse();
    return api;
  }

  /** The leaves of all entries that its answers have named. */
  Set<String> answered() {
    return api.leaves();
  }

  boolean ended() {
    return !process.isAlive();
  }

  /** All that it has said. */
  String said() {
    try {
      return Files.readString(said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the halt that was asked for. */
  void awaitHalt() {
    awaitEnd("the halt");
    assertThat(process.exitValue()).as(said()).isEqualTo(HALTED);
  }

  /** Stops it in good order. */
  void stop() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitEnd("the orderly end");
    assertThat(process.exitValue()).as(said()).isZero();
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly();
    awaitEnd("the kill");
  }

  /** Whether it stands still, as after SIGSTOP. */
  boolean stopped() {
    try {
      String state = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      return state.charAt(state.lastIndexOf(')') + 2) == 'T';
    } catch (IOException e) {
      return false;
    }
  }

  /** SIGCONT. */
  void goOn() {
    try {
      Process kill =
          new ProcessBuilder("kill", "-CONT", Long.toString(process.pid())).inheritIO().start();
      assertThat(kill.waitFor()).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting", e);
    }
  }

  /** What it said when it refused to start. */
  String refusal() {
    assertThat(ended()).as("the server serves, and should have refused").isTrue();
    assertThat(process.exitValue()).as(said()).isEqualTo(1);
    assertThat(said()).contains("APPLICATION FAILED TO START").doesNotContain("\tat vn.onecall");
    return said();
  }

  private void awaitEnd(String what) {
    try {
      assertThat(process.waitFor(END.toSeconds(), TimeUnit.SECONDS))
          .as(what + " does not come. The server said:\n" + said())
          .isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting", e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
