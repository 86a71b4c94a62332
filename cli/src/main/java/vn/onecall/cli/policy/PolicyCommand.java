package vn.onecall.cli.policy;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.onecall.cli.command.CommandFailure;
import vn.onecall.cli.command.CommandOutput;
import vn.onecall.cli.command.Installation;
import vn.onecall.policy.Policy;
import vn.onecall.policy.PolicyException;
import vn.onecall.policy.checking.PolicyChecker;
import vn.onecall.policy.model.Enforcement;
import vn.onecall.policy.model.PolicyPromise;
import vn.onecall.policy.reading.PolicyReader;

/** {@code onecall policy}. */
@Command(
    name = "policy",
    description = "Read or check a policy file.",
    synopsisSubcommandLabel = "COMMAND")
public final class PolicyCommand {
  private static final int WIDTH = 92;

  @Spec private @Nullable CommandSpec spec;

  @Command(
      name = "show",
      description = {"Print the promises of a policy and how each one is held.", ""})
  int show(
      @Option(
              names = "--policy",
              paramLabel = "FILE",
              description = "The policy (that of 1CALL if left out).")
          @Nullable Path file,
      @Option(
              names = "--lang",
              paramLabel = "vi|en",
              defaultValue = "en",
              description = "The language of the promises; English if left out.")
          String language) {
    Policy policy = load(file == null ? Installation.policy() : file);
    PrintWriter out = CommandOutput.out(spec);
    out.printf(
        "%s, version %d, in force from %s%n", policy.name(), policy.version(), policy.effective());
    for (PolicyPromise promise : policy.promises().values()) {
      out.println();
      out.printf("%-6s%s%n", promise.id(), held(promise.enforcement()));
      wrap(out, promise.words().in(Locale.of(language)));
    }
    return 0;
  }

  @Command(
      name = "check",
      description = {
        "Check a policy file as the server does before it starts.",
        "",
        "Ends with 0 if the server would take it, else with 1 and every finding with its line.",
        ""
      })
  int check(@Parameters(paramLabel = "FILE", description = "The policy file.") Path file) {
    Policy policy = proved(load(file));
    long kept =
        policy.promises().values().stream()
            .filter(promise -> promise.enforcement() instanceof Enforcement.Kept)
            .count();
    CommandOutput.out(spec)
        .printf(
            "%s: sound. %d promises: %d kept, %d held by refusal; %d fields; %d activities.%n",
            file.getFileName(),
            policy.promises().size(),
            kept,
            policy.promises().size() - kept,
            policy.fields().size(),
            policy.activities().size());
    return 0;
  }

  private static Policy proved(Policy policy) {
    try {
      return PolicyChecker.requireSound(policy);
    } catch (PolicyException e) {
      throw CommandFailure.found(String.valueOf(e.getMessage()));
    }
  }

  static Policy load(Path file) {
    try {
      return PolicyReader.load(file);
    } catch (PolicyException e) {
      throw CommandFailure.found(String.valueOf(e.getMessage()));
    }
  }

  private static String held(Enforcement enforcement) {
    return switch (enforcement) {
      case Enforcement.Kept kept -> "kept by " + String.join(", ", kept.by());
      case Enforcement.Refused refused ->
          "held by refusal of " + String.join(", ", refused.activities());
    };
  }

  private static void wrap(PrintWriter out, String text) {
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+", -1)) {
      if (line.length() + 1 + word.length() > WIDTH - 6) {
        out.println("      " + line);
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    out.println("      " + line);
  }
}
