package vn.onecall.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.onecall.cli.Script;
import vn.onecall.cli.demo.api.ApiClients;
import vn.onecall.cli.demo.api.DemoApi;
import vn.onecall.cli.demo.company.SyntheticCompany;
import vn.onecall.cli.demo.company.SyntheticCustomer;
import vn.onecall.cli.demo.server.ServerProcess;
import vn.onecall.testing.Promise;

class DemoTest {
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final String READY = "Ctrl-C stops everything";

  @TempDir private Path folder = Path.of("");

  private final int port = ServerProcess.reservedPort();
  private final List<Process> started = new ArrayList<>();

  private Process start(int customers) throws IOException {
    Process demo =
        Script.start(
            folder,
            List.of(
                "demo", "--data", "company", "--port", "" + port, "--customers", "" + customers));
    started.add(demo);
    return demo;
  }

  @AfterEach
  void stop() throws Exception {
    for (Process process : started) {
      process.destroy();
      assertThat(process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Reads up to a line that contains the words; all lines if there is none. */
  private static String until(BufferedReader reader, String words) throws IOException {
    StringBuilder printed = new StringBuilder();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      printed.append(line).append('\n');
      if (line.contains(words)) {
        break;
      }
    }
    return printed.toString();
  }

  private boolean nothingRuns() {
    try {
      return ChildProcesses.in(folder).isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @Promise("1.6")
  void worksByCopyAndPasteStopsOnCtrlCAndWorksAgainOnTheSameData() throws Exception {
    Process first = start(12);
    String printed;
    try (BufferedReader reader = first.inputReader()) {
      printed = until(reader, READY);
      assertThat(printed).contains("12 synthetic customers were registered", "SYNTHETIC", READY);

      Script.Outcome pasted = Script.shell(folder, "set -eu\n" + commandsIn(printed));
      assertThat(pasted.printed())
          .contains(
              "\"form\":\"masked\"",
              "\"form\":\"clear\"",
              "\"promise\":\"1.7\"",
              "\"activity\":\"care.reveal-contact\"",
              "verified       entry",
              "activity     account.erase",
              "due        nothing",
              "verified   demo.1call.example/log");
      assertThat(pasted.status()).isZero();

      assertThat(new ProcessBuilder("kill", "-INT", "" + first.pid()).start().waitFor()).isZero();
      assertThat(until(reader, "(never)"))
          .isEqualTo("1CALL and its instances have stopped. The data stays in company.\n");
    }
    assertThat(first.waitFor()).isEqualTo(130);
    assertThat(ChildProcesses.in(folder)).isEmpty();

    try (BufferedReader reader = start(12).inputReader()) {
      assertThat(until(reader, READY))
          .contains("12 synthetic customers were there already.")
          .doesNotContain("registered.")
          .contains(READY);
    }
  }

  /** What stands under "To try", as somebody would select and paste it. */
  private static String commandsIn(String printed) {
    return printed
        .lines()
        .dropWhile(line -> !line.startsWith("To try"))
        .filter(line -> line.startsWith("  "))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void leavesNoProcessWhenItIsKilledAndGoesOnWhereItWas() throws Exception {
    int customers = 300;
    Process killed = start(customers);
    try (BufferedReader reader = killed.inputReader()) {
      assertThat(until(reader, "75 of 300")).contains("75 of 300");
    }
    assertThat(ChildProcesses.in(folder).size()).isGreaterThan(5);
    killed.destroyForcibly().waitFor();
    assertThat(ChildProcesses.within(SOON, this::nothingRuns)).isTrue();

    try (BufferedReader reader = start(customers).inputReader()) {
      assertThat(until(reader, READY)).contains("were there already", READY);
      DemoApi api = new DemoApi("http://127.0.0.1:" + port, secrets(), Map.of());
      for (SyntheticCustomer person : SyntheticCompany.people(DemoCommand.SEED, customers)) {
        assertThat(
                api.find("care-desk", "care.find-customer", "email", person.email())
                    .body()
                    .path("customers")
                    .size())
            .as("times that one customer is registered")
            .isOne();
      }
    }
  }

  private Map<String, String> secrets() throws IOException {
    Map<String, String> secrets = new TreeMap<>();
    for (String client : ApiClients.CLIENTS.keySet()) {
      secrets.put(
          client, Files.readString(folder.resolve("company/clients/" + client + ".secret")));
    }
    return secrets;
  }

  @Test
  void keepsItsSecretsItsPortAndItsFolderToItself() throws Exception {
    try (BufferedReader reader = start(1).inputReader()) {
      String printed = until(reader, READY);
      assertThat(printed).contains(READY);
      assertThatSecretsAreHidden(printed);
      assertThat(folder.resolve("company/DEMO-SYNTHETIC.txt"))
          .content()
          .contains("SYNTHETIC", "GIẢ ĐỊNH");

      Script.Outcome samePort =
          Script.run(folder, List.of("demo", "--data", "other", "--port", "" + port));
      assertThat(samePort.status()).isEqualTo(3);
      assertThat(samePort.printed())
          .isEqualTo(
              "The port %d is taken on this machine; name another with --port.\n".formatted(port));
      assertThat(folder.resolve("other")).doesNotExist();

      Script.Outcome sameFolder =
          Script.run(
              folder,
              List.of("demo", "--data", "company", "--port", "" + ServerProcess.reservedPort()));
      assertThat(sameFolder.status()).isEqualTo(3);
      assertThat(sameFolder.printed()).isEqualTo("A demo is running in company already.\n");
    }
  }

  private void assertThatSecretsAreHidden(String printed) throws IOException {
    Path clients = folder.resolve("company/clients");
    for (String client : ApiClients.CLIENTS.keySet()) {
      for (String kind : List.of(".secret", ".curl")) {
        assertThat(
                PosixFilePermissions.toString(
                    Files.getPosixFilePermissions(clients.resolve(client + kind))))
            .isEqualTo("rw-------");
      }
      assertThat(printed)
          .contains(client)
          .doesNotContain(Files.readString(clients.resolve(client + ".secret")));
    }
    Path people = folder.resolve("company/people");
    for (String person : ApiClients.PEOPLE.keySet()) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(people.resolve(person + ".jwk"))))
          .isEqualTo("rw-------");
      assertThat(printed).contains(person).doesNotContain("\"d\"");
    }
  }

  @Test
  void showsWhyTheServerDoesNotComeUp() throws Exception {
    Path data = Files.createDirectories(folder.resolve("company/server"));
    Files.writeString(data.resolve("main"), "not a folder");
    Process demo = start(1);
    try (BufferedReader reader = demo.inputReader()) {
      assertThat(until(reader, "(never)"))
          .contains("The server ended while it started", "server.log");
    }
    assertThat(demo.waitFor()).isEqualTo(3);
    assertThat(ChildProcesses.in(folder)).isEmpty();
  }
}
