package vn.onecall.server.crash;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** One database as its administrator sees it, past the server. */
record Tables(String url, String password) {
  private static final String ADMINISTRATOR = "onecall_admin";

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url, ADMINISTRATOR, password);
  }

  /** The rows of a query, the columns of each joined by a space. */
  List<String> rows(String sql) {
    try (Connection connection = connect();
        var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> all = new ArrayList<>();
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(String.valueOf(rows.getString(i)));
        }
        all.add(String.join(" ", row));
      }
      return all;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void execute(String sql) {
    try (Connection connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  TreeSet<String> set(String sql) {
    return new TreeSet<>(rows(sql));
  }

  long count(String sql) {
    return Long.parseLong(rows("select count(*) from " + sql).getFirst());
  }
}
