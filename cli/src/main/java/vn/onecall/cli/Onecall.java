package vn.onecall.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vn.onecall.cli.command.CommandFailure;
import vn.onecall.cli.demo.DemoCommand;
import vn.onecall.cli.demo.TrainCommand;
import vn.onecall.cli.log.LogCommand;
import vn.onecall.cli.log.ReceiptCommand;
import vn.onecall.cli.policy.PolicyCommand;
import vn.onecall.cli.retention.RetentionCommand;

/**
 * The {@code onecall} command. Exit codes: 0 success, 1 a check failed, 2 wrong usage, 3
 * unreachable, 70 an internal error.
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
      RetentionCommand.class,
      TrainCommand.class
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

  public static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Onecall());
    line.setUsageHelpAutoWidth(false);
    line.setUsageHelpWidth(96);
    line.setExecutionExceptionHandler((fault, command, parsed) -> {
      if (fault instanceof CommandFailure failure) {
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
