package vn.onecall.keeper.instances;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One PostgreSQL instance as one part of the program reaches it, by a login of its own. Each is a
 * type of its own, so that no statement can reach the wrong instance, or as the wrong part.
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

  /** Which instance it is: {@code main} or {@code keys}. */
  public abstract String instance();

  /**
   * Which part of the program reaches it: {@code access}, {@code ledger}, {@code clients} or {@code
   * instances}.
   */
  public abstract String part();

  /** Main as the door reaches it: sealed values, facts, log entries, and what is not personal. */
  public static final class Main extends Instance {
    private final String database;

    Main(String database, HikariDataSource dataSource) {
      super(dataSource);
      this.database = database;
    }

    /**
     * Runs a feature's statements in the transaction that is open here, under the feature's role.
     * Where they fail, the transaction is undone, and the role with it.
     */
    public void asFeature(String feature, Consumer<JdbcClient> statements) {
      client().sql("set local role " + DatabaseRole.of(feature).quotedRole(database)).update();
      statements.accept(client());
      client().sql("set local role none").update();
    }

    @Override
    public String instance() {
      return "main";
    }

    @Override
    public String part() {
      return DatabaseRole.ACCESS.label();
    }
  }

  /** Keys as the door reaches it: wrapped keys and keyed hashes. */
  public static final class Keys extends Instance {
    Keys(HikariDataSource dataSource) {
      super(dataSource);
    }

    @Override
    public String instance() {
      return "keys";
    }

    @Override
    public String part() {
      return DatabaseRole.ACCESS.label();
    }
  }

  /** Main as the log's own life reaches it: the queue, the entries, places and head. */
  public static final class Log extends Instance {
    Log(HikariDataSource dataSource) {
      super(dataSource);
    }

    @Override
    public String instance() {
      return "main";
    }

    @Override
    public String part() {
      return DatabaseRole.LEDGER.label();
    }
  }

  /** Keys as the package {@code clients} reaches it: the keys that sign access tokens, sealed. */
  public static final class Clients extends Instance {
    Clients(HikariDataSource dataSource) {
      super(dataSource);
    }

    @Override
    public String instance() {
      return "keys";
    }

    @Override
    public String part() {
      return DatabaseRole.CLIENTS.label();
    }
  }

  /**
   * Main as one feature uses it: its own tables, by its own role. What belongs to an entry it does
   * in the entry's transaction instead.
   */
  public static final class Feature extends Instance {
    private final String feature;

    Feature(String feature, HikariDataSource dataSource) {
      super(dataSource);
      this.feature = feature;
    }

    @Override
    public String instance() {
      return "main";
    }

    @Override
    public String part() {
      return feature;
    }
  }

  /** Either instance as this package reaches it, to know it again. */
  static final class Own extends Instance {
    private final String instance;

    Own(String instance, HikariDataSource dataSource) {
      super(dataSource);
      this.instance = instance;
    }

    @Override
    public String instance() {
      return instance;
    }

    @Override
    public String part() {
      return DatabaseRole.INSTANCES.label();
    }
  }
}
