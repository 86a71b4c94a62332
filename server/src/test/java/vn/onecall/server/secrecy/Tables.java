package vn.onecall.server.secrecy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;
import vn.onecall.server.instances.Instance;

/** Every table of an instance, as {@code COPY} gives it. */
final class Tables {
  private Tables() {}

  /** Name to content, in PostgreSQL's text or binary format. */
  static Map<String, byte[]> copied(Instance instance, String format) {
    List<String> names =
        instance
            .client()
            .sql(
                """
                select format('%I.%I', schemaname, tablename) from pg_tables
                where schemaname not in ('pg_catalog', 'information_schema') order by 1
                """)
            .query((row, n) -> row.getString(1))
            .list();
    Map<String, byte[]> tables = new LinkedHashMap<>();
    try (Connection connection = instance.dataSource().getConnection()) {
      for (String name : names) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut("copy " + name + " to stdout (format " + format + ")", content);
        tables.put(name, content.toByteArray());
      }
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("a table could not be copied", e);
    }
    return tables;
  }
}
