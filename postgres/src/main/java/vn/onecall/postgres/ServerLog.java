package vn.onecall.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The messages of PostgreSQL since a moment: on standard error before its own log is open, then in
 * that log.
 */
final class ServerLog {

  private static final int LINES = 12;
  private static final int MOST_BYTES = 16 * 1024;

  private final Path folder;
  private final Map<Path, Long> before;

  private ServerLog(Path folder, Map<Path, Long> before) {
    this.folder = folder;
    this.before = before;
  }

  static ServerLog fromNow(Path folder) throws IOException {
    Files.deleteIfExists(launch(folder));
    return new ServerLog(folder, sizes(folder));
  }

  /** The file for standard output and standard error. */
  Path launch() {
    return launch(folder);
  }

  /** The last lines, oldest first; empty if there are none. */
  String lastLines() {
    StringBuilder said = new StringBuilder();
    try {
      for (var file : sizes(folder).entrySet()) {
        said.append(read(file.getKey(), before.getOrDefault(file.getKey(), 0L), file.getValue()));
      }
    } catch (IOException e) {
      said.append("(the log cannot be read: ").append(e.getClass().getSimpleName()).append(')');
    }
    List<String> lines = said.toString().lines().filter(line -> !line.isBlank()).toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
  }

  private static Path launch(Path folder) {
    return folder.resolve("launch.log");
  }

  /** Sorted by name, in which "launch" comes before "postgres", as it does in time. */
  private static Map<Path, Long> sizes(Path folder) throws IOException {
    Map<Path, Long> sizes = new TreeMap<>();
    try (var files = Files.newDirectoryStream(folder, "*.log")) {
      for (Path file : files) {
        sizes.put(file, Files.size(file));
      }
    }
    return sizes;
  }

  private static String read(Path file, long from, long to) throws IOException {
    long start = Math.max(from, to - MOST_BYTES);
    if (start >= to) {
      return "";
    }
    byte[] bytes = new byte[(int) (to - start)];
    try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "r")) {
      opened.seek(start);
      opened.readFully(bytes);
    }
    return new String(bytes, UTF_8) + "\n";
  }
}
