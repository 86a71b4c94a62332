package vn.onecall.postgres;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * The platform of this machine, which decides which PostgreSQL binaries run here.
 *
 * @param system the operating system, as Java names it
 * @param architecture the processor, as Java names it
 * @param root the root of the file system, where the C library's loader is looked for
 */
record Platform(String system, String architecture, Path root) {

  private record Build(String archive, String loader) {}

  private static final Build X86_64 =
      new Build("postgres-linux-x86_64.txz", "lib64/ld-linux-x86-64.so.2");
  private static final Build ARM_64 =
      new Build("postgres-linux-arm_64.txz", "lib/ld-linux-aarch64.so.1");
  private static final Map<String, Build> BUILDS =
      Map.of("amd64", X86_64, "x86_64", X86_64, "aarch64", ARM_64, "arm64", ARM_64);

  private static final String WAY_OUT =
      "; use a PostgreSQL of your own instead, and give it by its URL";

  static Platform current() {
    return new Platform(System.getProperty("os.name"), System.getProperty("os.arch"), Path.of("/"));
  }

  /**
   * The name of the archive that holds the binaries for this machine.
   *
   * @throws PostgresException if there are none that could run here
   */
  String archive() {
    if (!system.toLowerCase(Locale.ROOT).equals("linux")) {
      throw new PostgresException(
          "The embedded PostgreSQL runs on Linux, not on " + system + WAY_OUT);
    }
    Build build = BUILDS.get(architecture);
    if (build == null) {
      throw new PostgresException(
          "The embedded PostgreSQL is built for amd64 and arm64, not for "
              + architecture
              + WAY_OUT);
    }
    // The binaries are linked against glibc; elsewhere exec says only "No such file".
    if (!Files.exists(root.resolve(build.loader()))) {
      throw new PostgresException(
          "The embedded PostgreSQL needs glibc, and this machine has another C library (musl?)"
              + WAY_OUT);
    }
    return build.archive();
  }
}
