package vn.onecall.cli.demo;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.onecall.cli.command.CommandFailure;
import vn.onecall.cli.command.Installation;
import vn.onecall.cli.demo.company.SyntheticCompany;
import vn.onecall.cli.demo.company.SyntheticCustomer;
import vn.onecall.cli.demo.registration.CustomerLoader;
import vn.onecall.cli.demo.registration.RegisteredCustomers;
import vn.onecall.cli.demo.server.DemoFolder;
import vn.onecall.cli.demo.server.RunningServer;
import vn.onecall.cli.demo.server.ServerProcess;
import vn.onecall.cli.demo.walk.Transcript;
import vn.onecall.cli.demo.walk.Walk;
import vn.onecall.cli.demo.walk.WalkContext;
import vn.onecall.policy.Policy;
import vn.onecall.policy.reading.PolicyReader;

/** {@code onecall demo}. */
@Command(
    name = "demo",
    description = {
      "Run 1CALL with a synthetic company of Vietnamese customers, on PostgreSQL of its own.",
      "",
      "Works again on the same data. Ctrl-C stops everything. Nothing in it is anybody's data.",
      ""
    })
public final class DemoCommand implements Callable<Integer> {
  static final long SEED = 1_900_545_489L;
  private static final int CUSTOMERS = 2_000;
  private static final int CUSTOMERS_OF_A_CHECK = 200;
  private static final int READY_WITH = 300;
  private static final int PORT = 8080;
  private static final Path DATA = Path.of("data", "demo");
  private static final int INTERRUPTED = 130;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where everything is kept (data/demo if left out).")
  private @Nullable Path data;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The port to serve on, on this machine only (8080 if left out).")
  private @Nullable Integer port;

  @Option(
      names = "--customers",
      paramLabel = "N",
      description = "How many customers there are (2000 if left out; 200 with --check).")
  private @Nullable Integer customers;

  @Option(
      names = "--check",
      description =
          "Walk through the product as its API's users would, in a temporary folder on a free"
              + " port; print what was asked, what came back and which promise decided; and stop."
              + " Ends with 0 if everything was as it should be, else with 1 and the line that was"
              + " not.")
  private boolean check;

  @Override
  public Integer call() throws Exception {
    int count = customers == null ? (check ? CUSTOMERS_OF_A_CHECK : CUSTOMERS) : customers;
    if (count < 1 || count > SyntheticCompany.MOST) {
      throw CommandFailure.usage(
          "A company has from 1 to " + SyntheticCompany.MOST + " customers.");
    }
    if (port != null && (port < 1 || port > 65_535)) {
      throw CommandFailure.usage("A port lies between 1 and 65535.");
    }
    if (!check) {
      return serve(count);
    }
    if (data != null || port != null) {
      throw CommandFailure.usage(
          "--check takes a folder and a port of its own: leave out --data, --port.");
    }
    return walk(count);
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  private int serve(int count) throws InterruptedException {
    PrintWriter out = out();
    Path folder = data == null ? DATA : data;
    int onPort = port == null ? PORT : port;
    ServerProcess.requireFree(onPort);
    DemoFolder demoFolder = DemoFolder.open(folder, onPort);
    out.printf("Starting 1CALL with a synthetic company in %s ...%n", folder);
    out.flush();
    Runnable goodbye =
        () -> {
          out.printf("1CALL and its instances have stopped. The data stays in %s.%n", folder);
          out.flush();
        };
    try (RunningServer running = RunningServer.start(demoFolder, goodbye)) {
      try {
        running.server().awaitHealth(demoFolder.url());
        List<SyntheticCustomer> people = SyntheticCompany.people(SEED, count);
        Path key = demoFolder.writeLogKey(demoFolder.api().publicText("/log/key"));
        load(
            people,
            running,
            () -> new ReadyMessage(demoFolder, folder, key, people.getFirst()).print(out));
        throw running.server().awaitEnd();
      } catch (CommandFailure e) {
        if (running.stopping()) {
          return INTERRUPTED;
        }
        throw e;
      }
    }
  }

  /** Registers who is missing: some before the demo is said to be ready, the others after it. */
  private void load(List<SyntheticCustomer> people, RunningServer running, Runnable ready) {
    try (RegisteredCustomers loaded =
        RegisteredCustomers.open(running.demoFolder().folder().resolve("registered.txt"))) {
      CustomerLoader loader = new CustomerLoader(running.demoFolder().api(), out());
      int before = loaded.count();
      loader.load(people.subList(0, Math.min(people.size(), READY_WITH)), loaded);
      if (before > 0) {
        out().printf("%,d synthetic customers were there already.%n", before);
      }
      if (loaded.count() > before) {
        out().printf("%,d synthetic customers were registered.%n", loaded.count() - before);
      }
      ready.run();
      if (loaded.count() < people.size()) {
        out()
            .printf(
                "The other %,d customers are being registered.%n", people.size() - loaded.count());
        loader.load(people, loaded);
        out().printf("All %,d customers are registered.%n", loaded.count());
        out().flush();
      }
    }
  }

  private int walk(int count) {
    PrintWriter out = out();
    Policy policy = PolicyReader.load(Installation.policy());
    Path folder = RunningServer.temporaryFolder();
    DemoFolder demoFolder = DemoFolder.open(folder, ServerProcess.reservedPort());
    try (RunningServer running =
        RunningServer.start(demoFolder, () -> RunningServer.delete(folder))) {
      try {
        running.server().awaitHealth(demoFolder.url());
        List<SyntheticCustomer> people = SyntheticCompany.people(SEED, count + Walk.NEWCOMERS);
        try (RegisteredCustomers loaded =
            RegisteredCustomers.open(folder.resolve("registered.txt"))) {
          new CustomerLoader(demoFolder.api(), out).load(people.subList(0, count), loaded);
        }
        Transcript transcript = new Transcript(out);
        Walk.Time time =
            ahead -> {
              running.restart(ahead);
              return new WalkContext(demoFolder, policy, transcript);
            };
        new Walk(new WalkContext(demoFolder, policy, transcript), policy, people, time).walk();
        return 0;
      } catch (CommandFailure e) {
        if (running.stopping()) {
          return INTERRUPTED;
        }
        if (running.server().isAlive()) {
          out.println(running.server().lastLines());
        }
        throw e;
      }
    }
  }
}
