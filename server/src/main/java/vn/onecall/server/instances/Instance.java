package vn.onecall.server.instances;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One PostgreSQL instance as the stores use it. Main and keys are types of their own, so that no
 * statement can reach the wrong one.
 */
public abstract sealed class Instance {
  private final HikariDataSource dataSource;
  private final JdbcTemplate template;
  private final JdbcClient client;
  private final TransactionTemplate transactions;

  private Instance(HikariDataSource dataSource) {
    this.dataSource = dataSource;
    this.template = new JdbcTemplate(dataSource);
    this.client = JdbcClient.create(template);
    this.transactions = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
  }

  /** The pool itself, for health and for what needs a connection of its own. */
  public DataSource dataSource() {
    return dataSource;
  }

  /** For statements with array parameters. */
  public JdbcTemplate template() {
    return template;
  }

  /** For all other statements. */
  public JdbcClient client() {
    return client;
  }

  /** Runs a block in one transaction of this instance, read committed. */
  public TransactionTemplate transactions() {
    return transactions;
  }

  /**
   * Whether it answers and takes writes, waiting no longer for a connection than any statement
   * would: a read needs its entry, so that an instance that only reads serves nobody.
   */
  public boolean answers() {
    try {
      return client
          .sql("select current_setting('transaction_read_only') = 'off'")
          .query(Boolean.class)
          .single();
    } catch (DataAccessException e) {
      return false;
    }
  }

  /**
   * The connections of a pool at one moment.
   *
   * @param active those in use
   * @param idle those that wait for use
   * @param awaited how many threads wait for one
   * @param most how many there may be
   */
  public record Pool(int active, int idle, int awaited, int most) {}

  /** The connections as they are used now. */
  public Pool pool() {
    HikariPoolMXBean pool = dataSource.getHikariPoolMXBean();
    return new Pool(
        pool.getActiveConnections(),
        pool.getIdleConnections(),
        pool.getThreadsAwaitingConnection(),
        dataSource.getMaximumPoolSize());
  }

  void close() {
    dataSource.close();
  }

  /** Sealed values, facts, log entries, and what is not personal. */
  public static final class Main extends Instance {
    Main(HikariDataSource dataSource) {
      super(dataSource);
    }
  }

  /** Wrapped keys and keyed hashes. */
  public static final class Keys extends Instance {
    Keys(HikariDataSource dataSource) {
      super(dataSource);
    }
  }
}
