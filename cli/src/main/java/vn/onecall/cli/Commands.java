package vn.onecall.cli;

import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** What commands ask of the command line that runs them. */
final class Commands {
  private Commands() {}

  /** Where a command prints; picocli has set its specification before it runs. */
  static PrintWriter out(@Nullable CommandSpec spec) {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }
}
