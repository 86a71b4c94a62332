package vn.onecall.promises;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import vn.onecall.keeper.features.Features;
import vn.onecall.policy.reading.PolicyReader;

/**
 * Writes {@code docs/promises.md} from the policy and the results of all modules' tests, or says
 * which proof is missing: a promise that is kept and has no passing test, a marked test that did
 * not run, results of an earlier build.
 */
public final class PromiseReport {
  private final Path root;
  private final Path page;

  /**
   * A report on the modules below a folder.
   *
   * @param root the root of the repository
   */
  PromiseReport(Path root) {
    this.root = root;
    this.page = root.resolve("docs/promises.md");
  }

  /** Reports on the repository whose root is the one argument; ends with 1 if proof is missing. */
  public static void main(String[] args) {
    System.exit(report(Path.of(args[0]), System.out));
  }

  static int report(Path root, PrintStream out) {
    try {
      PromiseReport report = new PromiseReport(root);
      report.write();
      out.println("Every kept promise has its passing tests: " + report.page);
      return 0;
    } catch (Unproved e) {
      out.println(e.getMessage());
      return 1;
    }
  }

  /**
   * Writes the page.
   *
   * @throws Unproved if proof is missing; the page then stays as it is
   */
  private void write() {
    List<Module> modules = Module.in(root);
    TestResults results =
        TestResults.read(modules.stream().flatMap(each -> each.results().stream()).toList());
    PromisesPage text =
        new PromisesPage(
            PolicyReader.load(root.resolve("policies/1call/policy.yaml")),
            results,
            Features.discover());
    List<String> missing = new ArrayList<>(text.unproved());
    modules.forEach(module -> missing.addAll(module.missing(results)));
    if (!missing.isEmpty()) {
      throw Unproved.of(missing);
    }
    try {
      Files.createDirectories(page.getParent());
      Files.writeString(page, text.text());
    } catch (IOException e) {
      throw new UncheckedIOException("The page " + page + " cannot be written", e);
    }
  }
}
