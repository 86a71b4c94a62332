package vn.onecall.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where 1CALL lies, as the script at its root says in the property {@code onecall.home}. */
public final class Home {
  private static final Path ROOT =
      Path.of(System.getProperty("onecall.home", "")).toAbsolutePath().normalize();

  private Home() {}

  /** The published policy. */
  public static Path policy() {
    return ROOT.resolve("policies/1call/policy.yaml");
  }

  /** Where the bundled PostgreSQL is unpacked, once for every demo. */
  public static Path binaries() {
    return ROOT.resolve("target/postgresql");
  }

  /**
   * The server, as one executable jar.
   *
   * @throws Failure if it was not built
   */
  public static Path serverJar() {
    Path jar = ROOT.resolve("server/target/onecall-server-exec.jar");
    if (!Files.exists(jar)) {
      throw Failure.unreachable("The server is not built: there is no " + jar + ".");
    }
    return jar;
  }

  /** The Java that runs this program. */
  public static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }
}
