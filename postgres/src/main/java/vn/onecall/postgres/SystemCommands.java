package vn.onecall.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The system programs that the launcher calls, with an empty environment. */
final class SystemCommands {

  /** The output of a finished program, with standard error, and its exit status. */
  record Outcome(int status, String said) {}

  private final List<Path> searched;

  private SystemCommands(List<Path> searched) {
    this.searched = List.copyOf(searched);
  }

  static SystemCommands ofThisMachine() {
    String path = System.getenv().getOrDefault("PATH", "");
    return in(
        Stream.concat(
                Arrays.stream(path.split(":", -1)).filter(part -> part.startsWith("/")),
                Stream.of("/usr/bin", "/bin"))
            .map(Path::of)
            .toList());
  }

  static SystemCommands in(List<Path> searched) {
    return new SystemCommands(searched);
  }

  /**
   * The absolute path of a program.
   *
   * @throws PostgresException naming the package to install, if the machine lacks it
   */
  String find(String program, String systemPackage) {
    return searched.stream()
        .map(folder -> folder.resolve(program))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Path::toString)
        .orElseThrow(() ->
            new PostgresException(
                "The program '"
                    + program
                    + "', which the embedded PostgreSQL needs, is missing; install the package '"
                    + systemPackage
                    + "'"));
  }

  /**
   * A command that is ready to start: no variable of the caller's (PGDATA, LD_LIBRARY_PATH and the
   * like would change what PostgreSQL does), and a working folder that keeps no mount busy.
   */
  static ProcessBuilder prepare(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(Path.of("/").toFile());
    builder.environment().clear();
    builder.environment().putAll(Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C", "TZ", "UTC"));
    return builder;
  }

  /** Runs a short command to its end, feeding it the input. */
  static Outcome run(List<String> command, byte[] input) {
    try {
      Process process = prepare(command).redirectErrorStream(true).start();
      try (var stdin = process.getOutputStream()) {
        stdin.write(input);
      } catch (IOException gone) {
        // It ended without reading; status and output tell why.
      }
      String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      if (!process.waitFor(1, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new PostgresException("The command " + command.getFirst() + " does not end");
      }
      return new Outcome(process.exitValue(), said);
    } catch (IOException e) {
      throw new PostgresException("The command " + command.getFirst() + " cannot be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PostgresException("Interrupted while " + command.getFirst() + " ran", e);
    }
  }
}
