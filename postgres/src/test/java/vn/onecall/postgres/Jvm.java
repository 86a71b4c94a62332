package vn.onecall.postgres;

import java.io.IOException;
import java.nio.file.Path;

/** Another Java process with the tests' class path. */
final class Jvm {
  private Jvm() {}

  static Process start(Class<?> main, String argument) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName(),
            argument)
        .start();
  }
}
