package vn.onecall.server.secrecy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.RowCallbackHandler;
import vn.onecall.server.fixture.Administrator;

/** Every table of an instance, as {@code COPY} gives it to the administrator. */
public final class Tables {
  private Tables() {}

  /** Eight bytes from every place in every table: a hash that stands anywhere begins at one. */
  static Set<Long> windows(Administrator instance) {
    Set<Long> windows = new HashSet<>();
    for (byte[] table : copied(instance, "binary").values()) {
      ByteBuffer bytes = ByteBuffer.wrap(table);
      for (int at = 0; at + 8 <= table.length; at++) {
        windows.add(bytes.getLong(at));
      }
    }
    return windows;
  }

  /** Every value of every row, as bytes: what a thief could take for a key. */
  static List<byte[]> values(Administrator instance) {
    Map<String, byte[]> distinct = new TreeMap<>();
    for (String name : names(instance)) {
      instance
          .client()
          .sql("select * from " + name)
          .query(
              (RowCallbackHandler)
                  row -> {
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                      switch (row.getObject(i)) {
                        case null -> {}
                        case byte[] bytes -> add(distinct, bytes);
                        case UUID id -> {
                          add(distinct, id.toString().getBytes(UTF_8));
                          add(
                              distinct,
                              ByteBuffer.allocate(16)
                                  .putLong(id.getMostSignificantBits())
                                  .putLong(id.getLeastSignificantBits())
                                  .array());
                        }
                        case Object other -> add(distinct, String.valueOf(other).getBytes(UTF_8));
                      }
                    }
                  });
    }
    return List.copyOf(distinct.values());
  }

  private static void add(Map<String, byte[]> distinct, byte[] value) {
    if (value.length > 0) {
      distinct.put(HexFormat.of().formatHex(value), value);
    }
  }

  /** Name to content, in PostgreSQL's text or binary format. */
  public static Map<String, byte[]> copied(Administrator instance, String format) {
    Map<String, byte[]> tables = new LinkedHashMap<>();
    try (Connection connection = instance.dataSource().getConnection()) {
      for (String name : names(instance)) {
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

  private static List<String> names(Administrator instance) {
    return instance
        .client()
        .sql(
            """
            select format('%I.%I', schemaname, tablename) from pg_tables
            where schemaname not in ('pg_catalog', 'information_schema') order by 1
            """)
        .query((row, n) -> row.getString(1))
        .list();
  }
}
