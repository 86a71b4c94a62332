package vn.onecall.cli.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.onecall.cli.command.CommandFailure;
import vn.onecall.cli.command.CommandOutput;
import vn.onecall.cli.command.TextFile;
import vn.onecall.policy.Policy;

/** {@code onecall promises}, which the build runs. */
@Command(
    name = "promises",
    hidden = true,
    description = "Report on the promises and their tests.",
    synopsisSubcommandLabel = "COMMAND")
public final class PromisesCommand {
  @Spec private @Nullable CommandSpec spec;

  @Command(
      name = "report",
      description = {
        "Write what each promise says, how it is held and which tests show it.",
        "",
        "Ends with 1 where a kept promise has no passing test or a failing one.",
        ""
      })
  int report(
      @Option(names = "--policy", paramLabel = "FILE", required = true, description = "The policy.")
          Path policyFile,
      @Option(
              names = "--results",
              paramLabel = "DIR",
              required = true,
              arity = "1..*",
              description = "Folders that hold the results of tests, or modules with them.")
          List<Path> results,
      @Option(names = "--out", paramLabel = "FILE", required = true, description = "The report.")
          Path out,
      @Option(
              names = "--check",
              description = "Write nothing; end with 1 if the report is not up to date.")
          boolean check) {
    Policy policy = PolicyCommand.load(policyFile);
    PromisesPage page = new PromisesPage(policy, TestResults.read(results));
    List<String> unproved = page.unproved();
    if (!unproved.isEmpty()) {
      throw CommandFailure.found(String.join("\n", unproved));
    }
    if (!check) {
      write(out, page.text());
    } else if (!TextFile.read(out).equals(page.text())) {
      throw CommandFailure.found(out + " is not up to date: run the whole build, which writes it.");
    }
    CommandOutput.out(spec).println("Every kept promise has its passing tests: " + out);
    return 0;
  }

  private static void write(Path out, String text) {
    try {
      Path folder = out.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(out, text);
    } catch (IOException e) {
      throw CommandFailure.usage("The report cannot be written to " + out + ".");
    }
  }
}
