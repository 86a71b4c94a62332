package vn.onecall.benchmarks.bare;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.postgresql.PGConnection;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import vn.onecall.keeper.decisions.GroupCommit;
import vn.onecall.postgres.EmbeddedPostgres;

/**
 * Customers in plain text and an audit row for each that is read, both in one statement which many
 * requests share. The instance, the pool and the sharing are set as the real server sets its own,
 * and customers are looked up one by one, as the real server's statement does (see its {@code
 * EntryStore} on {@code offset 0}).
 */
final class BareStore implements AutoCloseable {
  private static final int CONNECTIONS = 10;

  private static final List<String> SCHEMA =
      List.of(
          """
          create table customer (
            id      uuid primary key,
            version bigint not null default 1,
            name    text   not null,
            email   text   not null,
            phone   text   not null)
          """,
          """
          create table audit (
            id          bigint generated always as identity primary key,
            customer_id uuid        not null,
            client      text        not null,
            activity    text        not null,
            at          timestamptz not null default now())
          """,
          "create index audit_by_customer on audit (customer_id, at)");

  private static final String READ =
      """
      with ask as materialized (
        select a.* from unnest(?::uuid[], ?::text[], ?::text[])
          with ordinality as a(customer_id, client, activity, n)
      ), audited as (
        insert into audit (customer_id, client, activity)
        select customer_id, client, activity from ask
      )
      select a.n, c.id, c.version, c.name, c.email, c.phone
      from ask a join lateral (select * from customer where id = a.customer_id offset 0) c on true
      """;

  /** Who wants to see whom, and what for. */
  record Ask(UUID customer, String client, String activity) {}

  /** A customer. */
  record Found(UUID id, long version, String name, String email, String phone) {}

  private final EmbeddedPostgres postgres;
  private final HikariDataSource pool;
  private final JdbcTemplate template;
  private final GroupCommit<Ask, Optional<Found>> group;

  private BareStore(EmbeddedPostgres postgres, HikariDataSource pool) {
    this.postgres = postgres;
    this.pool = pool;
    this.template = new JdbcTemplate(pool);
    this.group = new GroupCommit<>("bare", this::readTogether);
  }

  static BareStore open(BareConfig config) {
    String password = UUID.randomUUID().toString();
    EmbeddedPostgres postgres =
        EmbeddedPostgres.start(
            EmbeddedPostgres.Settings.of(
                    "bare", config.data().resolve("main"), config.binaries(), password)
                .withParameters(Map.of("max_connections", Integer.toString(CONNECTIONS + 10))));
    BareStore store = new BareStore(postgres, pool(postgres, password));
    try {
      SCHEMA.forEach(store.template::execute);
      store.load(config.customers());
      return store;
    } catch (IOException | SQLException | DataAccessException e) {
      store.close();
      throw new IllegalStateException("the bare server's customers cannot be loaded", e);
    }
  }

  private static HikariDataSource pool(EmbeddedPostgres postgres, String password) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(postgres.jdbcUrl("postgres"));
    config.setUsername(postgres.username());
    config.setPassword(password);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(4);
    config.setKeepaliveTime(60_000);
    config.addDataSourceProperty("socketTimeout", "30");
    config.addDataSourceProperty(
        "options",
        "-c plan_cache_mode=force_generic_plan -c statement_timeout=10s -c TimeZone=UTC");
    return new HikariDataSource(config);
  }

  private void load(Path customers) throws IOException, SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        InputStream rows = Files.newInputStream(customers)) {
      statement.execute("set statement_timeout = 0");
      connection.setNetworkTimeout(Runnable::run, 0);
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("copy customer (id, name, email, phone) from stdin", rows);
      statement.execute("vacuum analyze");
      statement.execute("reset statement_timeout");
    }
  }

  /** Reads a customer; returns once the audit row is durable. */
  Optional<Found> read(Ask ask) {
    return group.submit(ask);
  }

  private List<Optional<Found>> readTogether(List<Ask> asks) {
    return Objects.requireNonNull(
        template.query(
            READ, statement -> fill(statement, asks), (ResultSet rows) -> found(rows, asks)));
  }

  private static void fill(PreparedStatement statement, List<Ask> asks) throws SQLException {
    statement.setArray(1, column(statement, "uuid", asks, Ask::customer));
    statement.setArray(2, column(statement, "text", asks, Ask::client));
    statement.setArray(3, column(statement, "text", asks, Ask::activity));
  }

  private static Array column(
      PreparedStatement statement, String type, List<Ask> asks, Function<Ask, Object> value)
      throws SQLException {
    return statement.getConnection().createArrayOf(type, asks.stream().map(value).toArray());
  }

  private static List<Optional<Found>> found(ResultSet rows, List<Ask> asks) throws SQLException {
    List<Optional<Found>> found = new java.util.ArrayList<>(asks.size());
    for (int i = 0; i < asks.size(); i++) {
      found.add(Optional.empty());
    }
    while (rows.next()) {
      found.set(
          rows.getInt(1) - 1,
          Optional.of(
              new Found(
                  rows.getObject(2, UUID.class),
                  rows.getLong(3),
                  rows.getString(4),
                  rows.getString(5),
                  rows.getString(6))));
    }
    return found;
  }

  @Override
  public void close() {
    group.close();
    pool.close();
    postgres.close();
  }
}
