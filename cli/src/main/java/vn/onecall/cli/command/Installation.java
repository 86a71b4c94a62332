package vn.onecall.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The installation of 1CALL, whose root the start script passes in the property {@code
 * onecall.home}.
 */
public final class Installation {
  private static final Path ROOT =
      Path.of(System.getProperty("onecall.home", "")).toAbsolutePath().normalize();

  private Installation() {}

  /** The published policy. */
  public static Path policy() {
    return ROOT.resolve("policies/1call/policy.yaml");
  }

  /** The folder in which the bundled PostgreSQL is unpacked, once for all demos. */
  public static Path binaries() {
    return ROOT.resolve("target/postgresql");
  }

  /**
   * The server, as one executable jar.
   *
   * @throws CommandFailure if it was not built
   */
  public static Path serverJar() {
    Path jar = ROOT.resolve("server/target/onecall-server-exec.jar");
    if (!Files.exists(jar)) {
      throw CommandFailure.unreachable("The server is not built: there is no " + jar + ".");
    }
    return jar;
  }

  /** The Java that runs this program. */
  public static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }
}
