package vn.onecall.server.customers;

import org.springframework.jdbc.core.simple.JdbcClient;
import vn.onecall.server.fixture.RunningServer;

/** How much is stored: what a refused request must leave as it is. */
record StoredRows(long facts, long sealed, long keys, long pending) {
  static final StoredRows NOTHING = new StoredRows(0, 0, 0, 0);

  static StoredRows now(RunningServer server) {
    return new StoredRows(
        count(server.main(), "access.facts"),
        count(server.main(), "access.sealed"),
        count(server.keys(), "access.subject_key"),
        count(server.keys(), "access.pending_write"));
  }

  private static long count(JdbcClient client, String table) {
    return client.sql("select count(*) from " + table).query(Long.class).single();
  }
}
