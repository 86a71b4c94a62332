package vn.onecall.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.postgresql.PGConnection;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.keeper.instances.Instances;

/**
 * The baseline of an import: the rows that the door wrote, read from its tables and inserted by
 * COPY into the same tables of new instances, with the same indexes, the same number of customers
 * per commit, and the same number of commits at once.
 */
final class BareCopy {
  static final int CHUNK = 500;

  /** The tables of main that an import fills, in the order in which the door writes them. */
  private static final List<String> MAIN =
      List.of("claim", "fact", "facts", "attestation", "sealed", "entry", "unsequenced");

  private static final List<String> KEYS = List.of("subject_key", "blind_index");

  private static final int AT_ONCE = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 4);

  private final Path rows;
  private final int chunks;

  private BareCopy(Path rows, int chunks) {
    this.rows = rows;
    this.chunks = chunks;
  }

  /** Exports the rows of customers in the binary format of COPY. */
  static BareCopy readOut(DatabaseOwners filled, CustomerIds ids, Path folder) throws IOException {
    List<List<String>> chunks = ids.chunks(CHUNK);
    Files.createDirectories(folder);
    try (Connection main = filled.main().connect();
        Connection keys = filled.keys().connect()) {
      for (int i = 0; i < chunks.size(); i++) {
        for (String table : MAIN) {
          readOut(main, table, chunks.get(i), file(folder, i, table));
        }
        for (String table : KEYS) {
          readOut(keys, table, chunks.get(i), file(folder, i, table));
        }
      }
      readOut(keys, "key_epoch", List.of(), file(folder, 0, "key_epoch"));
      return new BareCopy(folder, chunks.size());
    } catch (SQLException e) {
      throw new BenchmarkException("the rows cannot be read out: " + e.getMessage(), e);
    }
  }

  private static void readOut(Connection from, String table, List<String> ids, Path file)
      throws SQLException, IOException {
    String whose =
        ids.isEmpty() ? "" : " where subject_id = any ('{" + String.join(",", ids) + "}'::uuid[])";
    try (OutputStream out = Files.newOutputStream(file)) {
      from.unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut(
              "copy (select * from access." + table + whose + ") to stdout (format binary)", out);
    }
  }

  private static Path file(Path folder, int chunk, String table) {
    return folder.resolve(chunk + "-" + table);
  }

  /** Writes all rows into new instances; returns the time in nanoseconds. */
  long write(Instances fresh) {
    write(fresh.keys(), 0, List.of("key_epoch"));
    long start = System.nanoTime();
    try (ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < chunks; i++) {
        int chunk = i;
        running.add(
            workers.submit(() -> {
              write(fresh.keys(), chunk, KEYS);
              write(fresh.main(), chunk, MAIN);
            }));
      }
      for (Future<?> each : running) {
        each.get();
      }
      return System.nanoTime() - start;
    } catch (ExecutionException e) {
      throw new BenchmarkException("the rows cannot be copied: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchmarkException("interrupted", e);
    }
  }

  private void write(Instance into, int chunk, List<String> tables) {
    try (Connection connection = into.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      for (String table : tables) {
        try (InputStream in = Files.newInputStream(file(rows, chunk, table))) {
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn("copy access." + table + " from stdin (format binary)", in, 1 << 16);
        }
      }
      connection.commit();
    } catch (SQLException | IOException e) {
      throw new BenchmarkException("the rows cannot be copied: " + e.getMessage(), e);
    }
  }
}
