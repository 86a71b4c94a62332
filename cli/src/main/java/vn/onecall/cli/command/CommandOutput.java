package vn.onecall.cli.command;

import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** The output of a command. */
public final class CommandOutput {
  private CommandOutput() {}

  /** The writer of a command; picocli sets the specification before the command runs. */
  public static PrintWriter out(@Nullable CommandSpec spec) {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }
}
