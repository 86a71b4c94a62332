package vn.onecall.keeper.instances;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Opens connection pools to instances, and explains why one cannot be opened. */
final class ConnectionPools {
  /** SQL's class of invalid authorisations: a login that is missing, or has another password. */
  private static final String NOT_LET_IN = "28";

  private ConnectionPools() {}

  /** A pool to serve with. */
  static HikariDataSource toServe(Login login, int size) {
    HikariConfig config = bounded(login);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(Math.min(size, 4));
    config.setKeepaliveTime(60_000);
    return connect(login, config);
  }

  /** A pool that begins each of its connections with a statement, and makes none before its use. */
  static HikariDataSource toServe(Login login, int size, String first) {
    HikariConfig config = bounded(login);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(0);
    config.setIdleTimeout(60_000);
    config.setInitializationFailTimeout(-1);
    config.setConnectionInitSql(first);
    config.setPoolName(login.instance() + ": " + first);
    return new HikariDataSource(config);
  }

  /** A connection or two for as long as something is asked, bounded as when serving. */
  static HikariDataSource toLook(Login login) {
    return connect(login, fleeting(bounded(login)));
  }

  /** A connection or two for an owner, whose statements may take their time. */
  static HikariDataSource toTend(Login owner) {
    return connect(owner, fleeting(connection(owner)));
  }

  private static HikariConfig fleeting(HikariConfig config) {
    config.setMaximumPoolSize(2);
    config.setMinimumIdle(0);
    config.setIdleTimeout(10_000);
    return config;
  }

  private static HikariConfig bounded(Login login) {
    HikariConfig config = connection(login);
    config.addDataSourceProperty("socketTimeout", "30");
    // The few statements are the same every time; planning each anew costs more than running it.
    config.addDataSourceProperty(
        "options",
        "-c plan_cache_mode=force_generic_plan -c statement_timeout=10s -c TimeZone=UTC");
    return config;
  }

  private static HikariConfig connection(Login login) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(login.instance() + " as " + login.username());
    config.setJdbcUrl(login.url());
    config.setUsername(login.username());
    config.setPassword(login.password());
    config.setConnectionTimeout(3_000);
    config.setValidationTimeout(2_000);
    config.addDataSourceProperty("ApplicationName", "1call");
    config.addDataSourceProperty("connectTimeout", "3");
    return config;
  }

  private static HikariDataSource connect(Login login, HikariConfig config) {
    HikariDataSource pool;
    try {
      pool = new HikariDataSource(config);
    } catch (RuntimeException e) {
      throw refusal(login, e);
    }
    try {
      requireIsWhoItSays(login, pool);
      return pool;
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  /** A url can name a user of its own, who would then be everybody. */
  private static void requireIsWhoItSays(Login login, HikariDataSource pool) {
    try (Connection connection = pool.getConnection()) {
      String really = connection.getMetaData().getUserName();
      if (!login.username().equals(really)) {
        throw new InstanceException(
            "The instance '"
                + login.instance()
                + "' takes '"
                + login.username()
                + "' for '"
                + really
                + "'. Take the user out of its url.");
      }
    } catch (SQLException e) {
      throw refusal(login, e);
    }
  }

  static InstanceException refusal(Login login, Exception e) {
    return root(e) instanceof SQLException sql && notLetIn(sql)
        ? new LoginRefusedException(login, e)
        : new InstanceException(
            "The instance '" + login.instance() + "' does not answer: " + rootMessage(e), e);
  }

  private static boolean notLetIn(SQLException e) {
    return e.getSQLState() != null && e.getSQLState().startsWith(NOT_LET_IN);
  }

  /** Whether an instance that answers takes this password of this role. */
  static boolean isTaken(Login login) {
    try (Connection connection = single(login)) {
      return connection.isValid(2);
    } catch (SQLException e) {
      // What comes after the password, such as the right to connect, is settled by the grants.
      return !notLetIn(e);
    }
  }

  /** One connection, without a pool. */
  static Connection single(Login login) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", login.username());
    properties.setProperty("password", login.password());
    properties.setProperty("connectTimeout", "3");
    return DriverManager.getConnection(login.url(), properties);
  }

  static String rootMessage(Throwable e) {
    return String.valueOf(root(e).getMessage());
  }

  private static Throwable root(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
