package vn.onecall.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * The user that PostgreSQL runs as. PostgreSQL refuses to run as root. Root therefore becomes user
 * 1000 of a user namespace made for this one process: the process loses the capabilities of root,
 * while its files still belong to root outside. Another real user would not work, since it cannot
 * reach a folder below a home of mode 0700. Any other user runs PostgreSQL directly.
 */
final class UnprivilegedUser {

  private static final Path NAMESPACE_LIMIT = Path.of("/proc/sys/user/max_user_namespaces");

  private final List<String> prefix;
  private final boolean dropped;

  private UnprivilegedUser(List<String> prefix, boolean dropped) {
    this.prefix = List.copyOf(prefix);
    this.dropped = dropped;
  }

  /**
   * Determines the user of this process and how to run PostgreSQL.
   *
   * @throws PostgresException naming the package or the setting that is missing
   */
  static UnprivilegedUser find(SystemCommands tools) {
    return of(tools, isRoot());
  }

  static UnprivilegedUser of(SystemCommands tools, boolean root) {
    // If the supervisor itself is killed, the kernel tells PostgreSQL to shut down.
    List<String> tied = List.of(tools.find("setpriv", "util-linux"), "--pdeathsig", "INT");
    if (!root) {
      return new UnprivilegedUser(tied, false);
    }
    List<String> prefix =
        new ArrayList<>(
            List.of(
                tools.find("unshare", "util-linux"),
                "--user",
                "--map-user=1000",
                "--map-group=1000",
                "--"));
    List<String> probe = new ArrayList<>(prefix);
    probe.add(tools.find("true", "coreutils"));
    SystemCommands.Outcome outcome = SystemCommands.run(probe, new byte[0]);
    if (outcome.status() != 0) {
      throw new PostgresException(refusal(outcome.said()));
    }
    prefix.addAll(tied);
    return new UnprivilegedUser(prefix, true);
  }

  static boolean isRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException e) {
      throw new UncheckedIOException("The user of this process cannot be read from /proc", e);
    }
  }

  /** The command, run as the unprivileged user; it keeps the process id. */
  List<String> wrap(List<String> command) {
    List<String> wrapped = new ArrayList<>(prefix);
    wrapped.addAll(command);
    return wrapped;
  }

  /**
   * Checks that the unprivileged user can reach a folder.
   *
   * @throws PostgresException naming the folder above it that is closed: root could pass, but a
   *     root without its powers is just another user there
   */
  void requireReach(Path folder) {
    if (!dropped) {
      return;
    }
    try {
      for (Path above = folder.toRealPath(); above != null; above = above.getParent()) {
        boolean ours = Integer.valueOf(0).equals(Files.getAttribute(above, "unix:uid"));
        var open = Files.getPosixFilePermissions(above);
        if (!ours && !open.contains(PosixFilePermission.OTHERS_EXECUTE)) {
          throw new PostgresException(
              "PostgreSQL does not run as root, and "
                  + above
                  + " ("
                  + PosixFilePermissions.toString(open)
                  + ") belongs to another user; run as that user, or choose another folder");
        }
      }
    } catch (IOException e) {
      throw new PostgresException("The folder " + folder + " cannot be examined", e);
    }
  }

  private static String refusal(String said) {
    String cause;
    try {
      cause =
          Files.exists(NAMESPACE_LIMIT) && Files.readString(NAMESPACE_LIMIT).strip().equals("0")
              ? "the setting user.max_user_namespaces is 0"
              : "the kernel or the container forbids user namespaces";
    } catch (IOException e) {
      cause = "user namespaces are not to be had";
    }
    return "PostgreSQL does not run as root, and here root cannot become a lesser user: "
        + cause
        + " ("
        + said
        + "); run as an ordinary user, allow user namespaces, or give a PostgreSQL by its URL";
  }
}
