package vn.onecall.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.onecall.keeper.instances.DatabaseSettings;
import vn.onecall.keeper.instances.InstanceSettings;
import vn.onecall.keeper.instances.Instances;
import vn.onecall.server.fixture.Folders;
import vn.onecall.server.fixture.MadeOnce;

/**
 * A folder with all that one installation has: configuration, secrets, data, and what its servers
 * have said. A new one is a copy of one that was set up once, in which one customer is registered.
 *
 * <p>Its PostgreSQL is the server's own child and ends with it, unless it was asked for {@linkplain
 * #ofLastingDatabases otherwise}.
 */
final class Installation implements AutoCloseable {
  /** Who calls, and what each may do. */
  private static final Map<String, List<String>> CLIENTS =
      new TreeMap<>(
          Map.of(
              "care",
              List.of(
                  "care.find-customer",
                  "care.view-customer",
                  "care.reveal-contact",
                  "care.write-note",
                  "guardian.agree"),
              "site",
              List.of(
                  "customers.register",
                  "account.view",
                  "account.correct",
                  "account.restrict",
                  "account.erase",
                  "account.close",
                  "account.consent",
                  "account.consents",
                  "account.receipt"),
              "courier",
              List.of("marketing.offers-by-email"),
              "dispatcher",
              List.of("agreements.manage", "transfers.to-bank", "transfers.follow"),
              "counter",
              List.of("counter.record-request"),
              "officer",
              List.of(
                  "requests.view",
                  "requests.handle",
                  "requests.erase",
                  "requests.close-erased",
                  "complaints.dispute-first-values"),
              "keeper",
              List.of("retention.run"),
              "auditor",
              List.of("audit.receipt", "audit.consents")));

  private static final String PROGRAM = "program";
  private static final String RESIDENT = "resident";
  private static final Duration LAST_BREATH = Duration.ofSeconds(40);

  private final Path folder;
  private final Program program;
  private final List<ServerProcess> started = new ArrayList<>();
  private @Nullable Instances lasting;

  private Installation(Path folder, Program program) {
    this.folder = folder;
    this.program = program;
  }

  /** A new installation in which {@link #resident} is registered and the server is stopped. */
  static Installation withOneCustomer(String name) {
    Installation copy = copyOfTheTemplate(name);
    copy.configure();
    return copy;
  }

  /**
   * The same, on databases that this process runs: they outlive every server, whose end is then
   * what only its client sees, and lose nothing that is not yet on the disk.
   */
  static Installation ofLastingDatabases(String name) {
    Installation copy = copyOfTheTemplate(name);
    copy.runDatabases(20);
    for (String instance : List.of("main", "keys")) {
      copy.tables(instance).execute("alter database onecall set synchronous_commit = off");
    }
    copy.configure(
        copy.configuration(),
        """
          data: %s
          keystore: {initialise: true}
          transfers: {inside-hosts: [127.0.0.1], attempt: PT2S}
          log: {interval: PT0.1S, lease: PT1S}
        """
                .formatted(copy.data())
            + copy.databases(10));
    return copy;
  }

  private static Installation copyOfTheTemplate(String name) {
    Path template = Template.FOLDER;
    Installation copy =
        new Installation(Folders.empty(name), Program.in(template.resolve(PROGRAM)));
    Folders.copy(template.resolve("data"), copy.data());
    Folders.copy(template.resolve("secrets"), copy.folder.resolve("secrets"));
    return copy;
  }

  /** The customer whom every installation has, as the caller who registered them knows them. */
  static Customer resident() {
    Customer resident = newResident();
    resident.registered(read(Template.FOLDER.resolve(RESIDENT)));
    return resident;
  }

  private static Customer newResident() {
    return Customer.named("Trần Thị Thường Trú", "thuong.tru@hoangyen.vn", "+84901234567");
  }

  /** An installation with nobody in it. */
  static Installation empty(String name) {
    return empty(Folders.empty(name), Program.in(Template.FOLDER.resolve(PROGRAM)));
  }

  private static Installation empty(Path folder, Program program) {
    Installation house = new Installation(folder, program);
    Folders.durableInstallation(house.data());
    try {
      Files.createDirectories(house.folder.resolve("secrets"));
      for (String client : CLIENTS.keySet()) {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Files.writeString(
            house.secretFile(client),
            Base64.getUrlEncoder().withoutPadding().encodeToString(random));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    house.configure();
    return house;
  }

  private void configure() {
    configure(
        configuration(),
        """
          data: %s
          keystore: {initialise: true}
          transfers: {inside-hosts: [127.0.0.1], attempt: PT2S}
          log: {interval: PT0.1S, lease: PT1S}
        """
            .formatted(data()));
  }

  /**
   * Runs the databases by this process instead of by a server.
   *
   * @param connections how many all servers together may hold
   */
  void runDatabases(int connections) {
    DatabaseSettings many = new DatabaseSettings(null, null, null, connections);
    lasting = Instances.open(new InstanceSettings(data(), Folders.BINARIES, many, many));
  }

  /** The settings of a server that reaches the databases of this process. */
  String databases(int connections) {
    StringBuilder yaml = new StringBuilder();
    for (String instance : List.of("main", "keys")) {
      yaml.append(
          "  %s: {url: \"%s\", username: onecall_admin, password-file: %s, connections: %d}%n"
              .formatted(
                  instance,
                  tables(instance).url(),
                  data().resolve(instance + ".password"),
                  connections));
    }
    return yaml.toString();
  }

  /** Writes the settings of a server: its places, and what all servers here have in common. */
  void configure(Path file, String places) {
    StringBuilder yaml = new StringBuilder("onecall:\n").append(places);
    yaml.append("  binaries: ").append(Folders.BINARIES);
    yaml.append("\n  policy: ").append(Folders.POLICY).append("\n  clients:\n");
    CLIENTS.forEach((client, activities) ->
        yaml.append(
            "    - {id: %s, secret-file: %s, activities: %s}%n"
                .formatted(client, secretFile(client), activities)));
    try {
      Files.writeString(file, yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the server and waits until it serves, or has ended. */
  ServerProcess start(String... options) {
    return startBy(configuration(), options);
  }

  /** Starts a server by settings of its own, and waits as {@link #start} does. */
  ServerProcess startBy(Path configuration, String... options) {
    ServerProcess server =
        ServerProcess.start(
            this,
            program,
            configuration,
            folder.resolve("server-" + (started.size() + 1) + ".log"),
            List.of(options));
    started.add(server);
    return server;
  }

  Path folder() {
    return folder;
  }

  Path data() {
    return folder.resolve("data");
  }

  Path instance(String name) {
    return data().resolve(name);
  }

  Path configuration() {
    return folder.resolve("onecall.yaml");
  }

  Path journal() {
    return data().resolve("erasure-journal");
  }

  String secret(String client) {
    return read(secretFile(client));
  }

  /** The tables of an instance that a server of this installation runs. */
  Tables tables(String instance) {
    return new Tables(
        "jdbc:postgresql://127.0.0.1:" + postmaster(instance).port() + "/onecall",
        read(data().resolve(instance + ".password")));
  }

  /** Half a year and more passes for whoever has closed their account. */
  void timePasses() {
    try (Connection connection = tables("main").connect();
        var statement = connection.createStatement()) {
      statement.executeUpdate(
          "update access.fact set since = now() - interval '7 months'"
              + " where fact = 4 and since > now() - interval '7 months'");
    } catch (SQLException | UncheckedIOException e) {
      // Main is down at this moment; time passes when it is back.
    }
  }

  String password(String instance) {
    return read(data().resolve(instance + ".password"));
  }

  /** The process of an instance, as PostgreSQL itself notes it. */
  Postmaster postmaster(String instance) {
    Path file = instance(instance).resolve("data").resolve("postmaster.pid");
    List<String> lines = read(file).lines().toList();
    return new Postmaster(Long.parseLong(lines.get(0)), Integer.parseInt(lines.get(3)));
  }

  /** PostgreSQL's own process and port. */
  record Postmaster(long pid, int port) {}

  /** SIGKILL to PostgreSQL's own process, seen before to be one of this folder. */
  void killInstance(String name) {
    ProcessHandle process = ProcessHandle.of(postmaster(name).pid()).orElseThrow();
    assertThat(processes()).contains(process.pid());
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Waits until nothing works in an instance's folder: after a halt it ends by itself. */
  void awaitStopped(String name) {
    Pause.until(
        () -> "PostgreSQL is gone from " + name,
        LAST_BREATH,
        () -> processes(instance(name)).isEmpty());
  }

  /** The processes that work anywhere in this folder. */
  List<Long> processes() {
    return processes(folder);
  }

  private static List<Long> processes(Path folder) {
    List<Long> found = new ArrayList<>();
    try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        try {
          if (Files.readSymbolicLink(process.resolve("cwd")).startsWith(folder)) {
            found.add(Long.parseLong(process.getFileName().toString()));
          }
        } catch (IOException gone) {
          // It ended while we looked.
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  /** Ends what still runs, sees that nothing is left of it, and deletes the folder. */
  @Override
  public void close() {
    started.forEach(ServerProcess::kill);
    if (lasting != null) {
      lasting.close();
    }
    long deadline = System.nanoTime() + LAST_BREATH.toNanos();
    while (!processes().isEmpty() && System.nanoTime() < deadline) {
      Pause.briefly();
    }
    assertThat(processes()).as("processes left in " + folder).isEmpty();
    Folders.delete(folder);
  }

  private Path secretFile(String client) {
    return folder.resolve("secrets").resolve(client + ".secret");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Made on first use, by the rule of the language that a class is initialised once. */
  private static final class Template {
    static final Path FOLDER = MadeOnce.folder("installation", Template::make);

    private static void make(Path folder) {
      Installation house = Installation.empty(folder, Program.pack(folder.resolve(PROGRAM)));
      ServerProcess server = house.start();
      Customer resident = newResident();
      new Caller(server.api()).register(resident);
      assertThat(resident.standing())
          .as(resident + server.said())
          .isEqualTo(Customer.Standing.ALIVE);
      // What this run has used, the cache has ready for all later ones.
      new Truth(house, server).holdsFor(List.of(resident));
      server.stop();
      try {
        Files.writeString(folder.resolve(RESIDENT), resident.id());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
