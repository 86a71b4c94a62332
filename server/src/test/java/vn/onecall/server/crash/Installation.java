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
import vn.onecall.server.fixture.Folders;

/**
 * A folder with all that one installation has: configuration, secrets, data, and what its servers
 * have said. A new one is a copy of one that was set up once, in which one customer is registered.
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

  private static final Duration LAST_BREATH = Duration.ofSeconds(40);

  private final Path folder;
  private final List<ServerProcess> started = new ArrayList<>();

  private Installation(Path folder) {
    this.folder = folder;
  }

  /** A new installation in which {@link #resident} is registered and the server is stopped. */
  static Installation withOneCustomer(String name) {
    Installation copy = new Installation(Folders.empty(name));
    Folders.copy(Template.HOUSE.folder.resolve("data"), copy.data());
    Folders.copy(Template.HOUSE.folder.resolve("secrets"), copy.folder.resolve("secrets"));
    copy.configure();
    return copy;
  }

  /** The customer whom every installation has, as the caller who registered them knows them. */
  static Customer resident() {
    return Template.RESIDENT.copy();
  }

  /** An installation with nobody in it. */
  static Installation empty(String name) {
    Installation house = new Installation(Folders.empty(name));
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
          transfers: {inside-hosts: [127.0.0.1]}
          log: {interval: PT0.3S}
        """
            .formatted(data()));
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
    static final Installation HOUSE = Installation.empty("installation");
    static final Customer RESIDENT =
        Customer.named("Trần Thị Thường Trú", "thuong.tru@hoangyen.vn", "+84901234567");

    static {
      ServerProcess server = HOUSE.start();
      new Caller(server.api()).register(RESIDENT);
      assertThat(RESIDENT.standing())
          .as(RESIDENT + server.said())
          .isEqualTo(Customer.Standing.ALIVE);
      server.stop();
    }
  }
}
