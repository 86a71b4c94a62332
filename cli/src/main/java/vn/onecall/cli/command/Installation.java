package vn.onecall.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
   * The command that runs the server: unpacked and with its AOT cache where the script has prepared
   * that, else as one executable jar.
   *
   * @param options the options for Java, beside those of the script
   * @throws CommandFailure if the server was not built
   */
  public static List<String> serverCommand(List<String> options) {
    Path jar = ROOT.resolve("server/target/onecall-server-exec.jar");
    if (!Files.exists(jar)) {
      throw CommandFailure.unreachable("The server is not built: there is no " + jar + ".");
    }
    // The flags are those of the script, which the cache depends on.
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(options);
    Optional<Path> start = Optional.ofNullable(System.getProperty("onecall.start")).map(Path::of);
    Optional<Path> cache = start.map(folder -> folder.resolve("classes.aot")).filter(Files::exists);
    cache.ifPresent(file -> command.add("-XX:AOTCache=" + file));
    Path unpacked =
        start.map(folder -> folder.resolve(jar.getFileName())).filter(Files::exists).orElse(jar);
    command.addAll(List.of("-jar", unpacked.toString()));
    return command;
  }
}
