package vn.onecall.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vn.onecall.cli.demo.DemoCommand;

/**
 * The {@code onecall} command. What it ends with: 0 as asked, 1 looked at and found wanting, 2
 * wrong usage, 3 out of reach, 70 a fault of this program.
 */
@Command(
    name = "onecall",
    description = "1CALL: a server whose published privacy policy is its program.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      LogCommand.class,
      ReceiptCommand.class,
      PolicyCommand.class,
      PromisesCommand.class,
      RetentionCommand.class
    })
public final class Onecall {
  private static final int FAULT = 70;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = CommandLine.ScopeType.INHERIT,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it before any command runs
  private boolean help;

  private Onecall() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Onecall());
    line.setUsageHelpAutoWidth(false);
    line.setUsageHelpWidth(96);
    line.setExecutionExceptionHandler((fault, command, parsed) -> {
      if (fault instanceof Failure failure) {
        command.getErr().println(failure.getMessage());
        return failure.exitCode();
      }
      fault.printStackTrace(command.getErr());
      return FAULT;
    });
    line.setParameterExceptionHandler((wrong, arguments) -> {
      CommandLine command = wrong.getCommandLine();
      command.getErr().println(wrong.getMessage());
      command.getErr().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
      return CommandLine.ExitCode.USAGE;
    });
    return line;
  }
}
