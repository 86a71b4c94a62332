package vn.onecall.cli.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import vn.onecall.cli.command.CommandFailure;
import vn.onecall.cli.demo.api.DemoApi;
import vn.onecall.cli.demo.company.SyntheticCompany;
import vn.onecall.cli.demo.company.SyntheticCustomer;
import vn.onecall.cli.demo.server.DemoFolder;
import vn.onecall.cli.demo.server.RunningServer;
import vn.onecall.cli.demo.server.ServerProcess;
import vn.onecall.cli.demo.walk.WalkContext;
import vn.onecall.cli.rest.RestResponse;

/**
 * {@code onecall train-start}: the training run of the server's AOT cache (JEP 514), for the script
 * alone. The server serves in a temporary folder on a free port, for customers of a demo, while
 * Java writes down what it loads and runs; the more a run does, the sooner a later one is quick.
 */
@Command(name = "train-start", hidden = true, description = "Let a server serve once, and watch.")
public final class TrainCommand implements Callable<Integer> {
  private static final int CUSTOMERS = 100;

  /**
   * What a run finds hot, a later start hands to the optimising compiler at once, which then takes
   * the cores that the start needs. Without it here, a start leaves that compiler alone, and what
   * is hot when the server serves goes to it all the same.
   */
  private static final String ONE_COMPILER = "-XX:TieredStopAtLevel=1";

  @Parameters(paramLabel = "FILE", description = "Where Java writes what it has seen.")
  private @Nullable Path file;

  @Override
  public Integer call() {
    Path folder = RunningServer.temporaryFolder();
    DemoFolder site = DemoFolder.open(folder, ServerProcess.reservedPort());
    List<String> watching =
        List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + file, ONE_COMPILER);
    try (RunningServer running =
        RunningServer.start(site, watching, () -> RunningServer.delete(folder))) {
      running.server().awaitHealth(site.url());
      for (SyntheticCustomer person : SyntheticCompany.people(DemoCommand.SEED, CUSTOMERS)) {
        serve(site.api(), person);
      }
      return 0;
    }
  }

  /** What most calls of a day are: somebody registers, is found and is shown. */
  private static void serve(DemoApi api, SyntheticCustomer person) {
    require(api.register(person), 201);
    RestResponse found = api.find("care-desk", "care.find-customer", "email", person.email());
    require(found, 200);
    String id = found.body().path("customers").path(0).path("id").stringValue("");
    require(api.read("care-desk", "care.reveal-contact", id), 200);
    require(api.entries(id), 200);
  }

  private static void require(RestResponse answer, int status) {
    if (answer.status() != status) {
      throw CommandFailure.found(
          "The training run goes wrong: " + WalkContext.summary(answer) + ".");
    }
  }
}
