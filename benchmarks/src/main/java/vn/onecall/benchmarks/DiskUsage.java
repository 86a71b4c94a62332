package vn.onecall.benchmarks;

import static java.util.Locale.ROOT;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.keeper.instances.Instances;

/** The disk use of the customers of two instances, by table. */
record DiskUsage(List<OfTable> tables, int customers) {

  /** What a sealed customer is made of; consents, entries, the queue and claims are not. */
  private static final List<String> MAIN = List.of("facts", "fact", "attestation", "sealed");

  private static final List<String> KEYS = List.of("subject_key", "blind_index");

  /** One table with its indexes. */
  record OfTable(String name, long rows, long bytes, long indexBytes) {}

  static DiskUsage of(Instances instances, int customers) {
    List<OfTable> tables = new ArrayList<>();
    MAIN.forEach(table -> tables.add(of("main", instances.main(), table)));
    KEYS.forEach(table -> tables.add(of("keys", instances.keys(), table)));
    return new DiskUsage(tables, customers);
  }

  private static OfTable of(String name, Instance instance, String table) {
    String query =
        "select (select count(*) from access.%1$s), pg_table_size('access.%1$s'), pg_indexes_size('access.%1$s')"
            .formatted(table);
    try (Connection connection = instance.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return new OfTable(name + "." + table, row.getLong(1), row.getLong(2), row.getLong(3));
    } catch (SQLException e) {
      throw new BenchmarkException("the size of a table cannot be had", e);
    }
  }

  /** The number of rows in all. */
  long rows() {
    return tables.stream().mapToLong(OfTable::rows).sum();
  }

  /** The bytes per customer. */
  long each() {
    return tables.stream().mapToLong(table -> table.bytes + table.indexBytes).sum() / customers;
  }

  /** Prints a line for each table, and the total. */
  List<String> lines(String kind) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            ROOT,
            "%-34s%8s%8s%9s%8s",
            "Bytes of a customer, " + kind,
            "rows",
            "table",
            "indexes",
            "both"));
    for (OfTable table : tables) {
      lines.add(
          String.format(
              ROOT,
              "  %-32s%8.1f%8d%9d%8d",
              table.name,
              (double) table.rows / customers,
              table.bytes / customers,
              table.indexBytes / customers,
              (table.bytes + table.indexBytes) / customers));
    }
    lines.add(String.format(ROOT, "  %-32s%33d", "in all", each()));
    return lines;
  }
}
