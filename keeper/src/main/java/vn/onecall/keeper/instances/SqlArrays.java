package vn.onecall.keeper.instances;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.onecall.keeper.subjects.SubjectId;

/** Array parameters, one array a column, by which one statement serves many requests. */
public final class SqlArrays {
  private SqlArrays() {}

  public static Array uuids(PreparedStatement statement, Collection<SubjectId> subjects)
      throws SQLException {
    return statement
        .getConnection()
        .createArrayOf("uuid", subjects.stream().map(SubjectId::value).toArray(UUID[]::new));
  }

  public static <T> Array column(
      PreparedStatement statement,
      String type,
      List<T> rows,
      Function<T, ? extends @Nullable Object> value)
      throws SQLException {
    return statement.getConnection().createArrayOf(type, rows.stream().map(value).toArray());
  }

  public static <T> Array bytes(
      PreparedStatement statement, List<T> rows, Function<T, byte[]> value) throws SQLException {
    return statement
        .getConnection()
        .createArrayOf("bytea", rows.stream().map(value).toArray(byte[][]::new));
  }
}
