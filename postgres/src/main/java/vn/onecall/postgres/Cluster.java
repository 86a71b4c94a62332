package vn.onecall.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The files of one instance: {@code data} is PostgreSQL's, {@code log} holds its logs, {@code
 * owner.lock} says who runs it.
 *
 * @param directory a real path
 */
record Cluster(Path directory) {

  /** The content of {@code postmaster.pid}: the process of the server and its state. */
  record Status(long pid, boolean ready) {}

  private static final String UNFINISHED = "data.unfinished-";
  private static final int PORT_LINE = 3;
  private static final int STATE_LINE = 7;

  Path data() {
    return directory.resolve("data");
  }

  Path logs() {
    return directory.resolve("log");
  }

  /**
   * Creates the data folder if there is none, else checks it. A new folder appears whole or not at
   * all, so a half-made one is never started.
   *
   * @throws PostgresException if it cannot be created, or is no data folder of this version
   */
  void prepare(Binaries binaries, UnprivilegedUser user, String superuser, String password) {
    try {
      OwnerOnlyFolders.createPrivate(logs());
      if (!Files.exists(data())) {
        create(binaries, user, superuser, password);
      }
      String version = Files.readString(data().resolve("PG_VERSION")).strip();
      if (!version.equals(Integer.toString(binaries.majorVersion()))) {
        throw new PostgresException(
            "The data in "
                + data()
                + " is of PostgreSQL "
                + (version.matches("[0-9.]{1,9}") ? version : "(unreadable)")
                + ", and these binaries are of PostgreSQL "
                + binaries.majorVersion()
                + ": dump the data with the one and load it with the other");
      }
    } catch (NoSuchFileException e) {
      throw new PostgresException(
          data() + " is no data folder of PostgreSQL: it has no file PG_VERSION", e);
    } catch (IOException e) {
      throw new PostgresException("The folder " + directory + " cannot be prepared", e);
    }
  }

  private void create(Binaries binaries, UnprivilegedUser user, String superuser, String password)
      throws IOException {
    try (var abandoned = Files.newDirectoryStream(directory, UNFINISHED + "*")) {
      for (Path folder : abandoned) {
        OwnerOnlyFolders.delete(folder);
      }
    }
    Path unfinished = Files.createTempDirectory(directory, UNFINISHED);
    try {
      SystemCommands.Outcome outcome =
          SystemCommands.run(
              user.wrap(
                  List.of(
                      binaries.program("initdb"),
                      "--pgdata=" + unfinished,
                      "--username=" + superuser,
                      // Through a pipe: the password touches neither disk nor process list.
                      "--pwfile=/dev/stdin",
                      "--auth=scram-sha-256",
                      "--encoding=UTF8",
                      "--locale-provider=builtin",
                      "--builtin-locale=C.UTF-8",
                      "--locale=C",
                      "--data-checksums",
                      "--no-instructions")),
              (password + "\n").getBytes(UTF_8));
      if (outcome.status() != 0) {
        throw new PostgresException(
            "PostgreSQL's initdb failed in " + directory + ":\n" + outcome.said());
      }
      Files.move(unfinished, data(), StandardCopyOption.ATOMIC_MOVE);
      OwnerOnlyFolders.sync(directory);
    } finally {
      OwnerOnlyFolders.delete(unfinished);
    }
  }

  /**
   * Waits until no process of a former run is left, then clears its remains. The caller holds the
   * owner lock, so such a process has lost its owner and is about to end.
   *
   * @throws PostgresException if one is still there after that time
   */
  void awaitFormerGone(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    for (List<Long> former = processes(); !former.isEmpty(); former = processes()) {
      if (System.nanoTime() - deadline > 0) {
        throw new PostgresException(
            "Processes of a former PostgreSQL still run in "
                + data()
                + " after "
                + patience.toSeconds()
                + " s: "
                + former);
      }
      Polling.pause();
    }
    try {
      // Its number may by now be another program's, which PostgreSQL would take for itself.
      Files.deleteIfExists(data().resolve("postmaster.pid"));
    } catch (IOException e) {
      throw new PostgresException("The former postmaster.pid cannot be removed", e);
    }
  }

  /** Every process of PostgreSQL works in its data folder, so that is how they are found. */
  private List<Long> processes() {
    Optional<Long> named = status().map(Status::pid);
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> worksHere(pid, named.filter(pid::equals).isPresent()))
        .toList();
  }

  private boolean worksHere(long pid, boolean named) {
    Path process = Path.of("/proc", Long.toString(pid));
    try {
      return Files.readSymbolicLink(process.resolve("cwd")).equals(data());
    } catch (IOException hidden) {
      // Another user's: believe postmaster.pid if the process is a PostgreSQL at all.
      return named && name(process).equals("postgres");
    }
  }

  private static String name(Path process) {
    try {
      return Files.readString(process.resolve("comm")).strip();
    } catch (IOException gone) {
      return "";
    }
  }

  /** What {@code postmaster.pid} says now; empty while it is not there or not yet whole. */
  Optional<Status> status() {
    try {
      List<String> lines = Files.readAllLines(data().resolve("postmaster.pid"));
      if (lines.isEmpty() || !lines.getFirst().matches("[1-9][0-9]{0,9}")) {
        return Optional.empty();
      }
      boolean ready = lines.size() > STATE_LINE && lines.get(STATE_LINE).strip().equals("ready");
      return Optional.of(new Status(Long.parseLong(lines.getFirst()), ready));
    } catch (IOException absent) {
      return Optional.empty();
    }
  }

  /** The port that {@code postmaster.pid} names; empty unless it says that the server is ready. */
  OptionalInt runningPort() {
    try {
      List<String> lines = Files.readAllLines(data().resolve("postmaster.pid"));
      boolean ready = lines.size() > STATE_LINE && lines.get(STATE_LINE).strip().equals("ready");
      return ready && lines.get(PORT_LINE).matches("[1-9][0-9]{0,4}")
          ? OptionalInt.of(Integer.parseInt(lines.get(PORT_LINE)))
          : OptionalInt.empty();
    } catch (IOException absent) {
      return OptionalInt.empty();
    }
  }
}
