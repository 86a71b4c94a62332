package vn.onecall.benchmarks;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import vn.onecall.benchmarks.bare.BareServer;

/** The command {@code bench}: each subcommand is one measurement. */
@Command(
    name = "bench",
    description = "Measures what the product costs.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {DoorBenchmark.class, BulkBenchmark.class, DecisionBenchmark.class})
public final class Benchmarks {
  private static final String BARE = "bare";

  private Benchmarks() {}

  /** Runs a measurement; the exit code is 0 if it was finished, 1 if not, 2 if it was misnamed. */
  public static void main(String[] args) throws IOException {
    if (args.length > 0 && args[0].equals(BARE)) {
      BareServer.main(Arrays.copyOfRange(args, 1, args.length));
      return;
    }
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    // Only warnings of the program are shown.
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    return new CommandLine(new Benchmarks())
        .setExecutionExceptionHandler((e, command, parsed) -> {
          command.getErr().println("The measurement was not finished: " + e.getMessage());
          return 1;
        });
  }

  /**
   * The command that starts the bare server in its own JVM, from the class path of this process.
   */
  static List<String> bareServer() {
    String classPath = System.getProperty("java.class.path");
    return classPath.endsWith(".jar") && !classPath.contains(java.io.File.pathSeparator)
        ? List.of("-jar", classPath, BARE)
        : List.of("-cp", classPath, Benchmarks.class.getName(), BARE);
  }
}
