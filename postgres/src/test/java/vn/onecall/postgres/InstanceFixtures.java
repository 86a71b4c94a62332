package vn.onecall.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What the tests say of instances. */
final class InstanceFixtures {

  static final String PASSWORD = "kept 'out' of \\logs";
  static final Path CACHE = Path.of("target", "postgres-binaries").toAbsolutePath();

  private InstanceFixtures() {}

  static EmbeddedPostgres.Settings settings(Path directory) {
    return EmbeddedPostgres.Settings.of("test", directory, CACHE, PASSWORD);
  }

  static Connection connect(EmbeddedPostgres postgres) throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl("postgres"), postgres.username(), PASSWORD);
  }

  static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (var connection = connect(postgres);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static String ask(EmbeddedPostgres postgres, String query) throws SQLException {
    try (var connection = connect(postgres);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }

  /** All that stands in the log folder. */
  static String log(EmbeddedPostgres postgres) throws IOException {
    StringBuilder all = new StringBuilder();
    try (var files = Files.newDirectoryStream(postgres.directory().resolve("log"))) {
      for (Path file : files) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }

  /** The processes that work in the folder's data, found without the launcher's own code. */
  static List<Long> processesIn(Path directory) throws IOException {
    Path data = directory.toRealPath().resolve("data");
    List<Long> found = new ArrayList<>();
    try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        try {
          if (Files.readSymbolicLink(process.resolve("cwd")).equals(data)) {
            found.add(Long.parseLong(process.getFileName().toString()));
          }
        } catch (IOException gone) {
          // It ended while we looked.
        }
      }
    }
    return found;
  }

  static boolean within(Duration time, BooleanSupplier condition) {
    long deadline = System.nanoTime() + time.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      Polling.pause();
    }
    return true;
  }

  static boolean isGone(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
  }
}
