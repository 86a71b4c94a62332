package vn.onecall.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.onecall.keeper.faults.CrashPoint;

/** One run of the server, as a process of its own whose every word is kept. */
final class ServerProcess {
  private static final Duration START = Duration.ofMinutes(5);
  private static final Duration END = Duration.ofMinutes(2);
  private static final int HALTED = 137;

  private static final Pattern PORT = Pattern.compile("Serving on port ([0-9]+) ");

  private final Process process;
  private final Path said;
  private final Path order;
  private @Nullable Api api;

  private ServerProcess(Process process, Path said, Path order) {
    this.process = process;
    this.said = said;
    this.order = order;
  }

  /**
   * Starts a server and waits until it serves, or has ended.
   *
   * @param said the file of all that it says
   */
  static ServerProcess start(
      Installation house, Program program, Path configuration, Path said, List<String> options) {
    Path order = said.resolveSibling(said.getFileName() + ".order");
    List<String> all = new ArrayList<>(options);
    all.add("-Donecall.gap-order=" + order);
    try {
      Process process =
          new ProcessBuilder(
                  program.command(
                      all,
                      List.of(
                          "--spring.config.additional-location=file:" + configuration,
                          "--server.port=0")))
              .directory(house.folder().toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      ServerProcess server = new ServerProcess(process, said, order);
      try {
        Pause.until(
            () -> server.said() + "\nthe server is up",
            START,
            () -> server.ended() || server.serves(house));
      } catch (AssertionError e) {
        // It must not wake up beside the next one.
        process.destroyForcibly();
        throw e;
      }
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it has told its port, and is well there. */
  private boolean serves(Installation house) {
    if (api == null) {
      Matcher port = PORT.matcher(said());
      if (!port.find()) {
        return false;
      }
      api = new Api(house, Integer.parseInt(port.group(1)));
    }
    return api.healthy();
  }

  /** Has the next who reaches a gap halt the process there. */
  void haltAt(CrashPoint gap) {
    order("halt " + gap);
  }

  /** Has the next who reaches a gap stop the process there, as by SIGSTOP. */
  void stopAt(CrashPoint gap) {
    order("stop " + gap);
  }

  /** Whether an order was given that nobody has carried out yet. */
  boolean isToldOf() {
    return Files.exists(order);
  }

  /** An order appears whole or not at all. */
  private void order(String what) {
    assertThat(order).as("an order that was not carried out").doesNotExist();
    try {
      Path written = Files.writeString(order.resolveSibling(order.getFileName() + ".new"), what);
      Files.move(written, order, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The way in for callers. */
  Api api() {
    assertThat(ended()).as("the server has ended. It said:\n" + said()).isFalse();
    return Objects.requireNonNull(api);
  }

  /** The leaves of all entries that its answers have named. */
  Set<String> answered() {
    return Objects.requireNonNull(api).leaves();
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
}
