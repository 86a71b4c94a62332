package vn.onecall.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The folder of one run, deleted with its content when the run ends. */
record RunFolder(Path path) implements AutoCloseable {

  static RunFolder in(Path data, String name) throws IOException {
    Files.createDirectories(data);
    return new RunFolder(Files.createTempDirectory(data.toAbsolutePath(), name + "-"));
  }

  /** Where PostgreSQL is unpacked, for all runs. */
  Path binaries() {
    return path.resolveSibling("postgresql");
  }

  @Override
  public void close() throws IOException {
    remove(path);
  }

  /** Removes a folder with all that is in it. */
  static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
