package vn.onecall.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The script at the root, run as users run it, on what the build has just packed. */
public final class Script {
  private static final Path ROOT = Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());

  private Script() {}

  /** What a command printed, on both streams, and what it ended with. */
  public record Outcome(String printed, int status) {}

  /** A file of the repository. */
  public static Path file(String path) {
    return ROOT.resolve(path);
  }

  /** Starts a command in a folder; it prints everything to its standard output. */
  public static Process start(Path folder, List<String> arguments) throws IOException {
    // Tests that run in the background ignore Ctrl-C, and so would all that they start.
    List<String> command =
        new ArrayList<>(List.of("env", "--default-signal=INT", file("onecall").toString()));
    command.addAll(arguments);
    return builder(folder, command).start();
  }

  /** Runs a command to its end. */
  public static Outcome run(Path folder, List<String> arguments) throws Exception {
    return outcome(start(folder, arguments));
  }

  /** Runs a line of shell, in which {@code ./onecall} is the script. */
  public static Outcome shell(Path folder, String line) throws Exception {
    return outcome(startShell(folder, line));
  }

  /** Starts such a line. */
  static Process startShell(Path folder, String line) throws IOException {
    String there = line.replace("./onecall ", "'" + file("onecall") + "' ");
    return builder(folder, List.of("bash", "-c", there)).start();
  }

  private static ProcessBuilder builder(Path folder, List<String> command) {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    // What is packed is what is tested: the script must not build inside of a build.
    builder.environment().put("ONECALL_AS_BUILT", "1");
    return builder;
  }

  private static Outcome outcome(Process process) throws Exception {
    process.getOutputStream().close();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(printed, process.waitFor());
  }
}
