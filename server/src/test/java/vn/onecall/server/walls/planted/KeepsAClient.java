package vn.onecall.server.walls.planted;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Planted: a class that keeps the client of a transaction. */
final class KeepsAClient {
  private final JdbcClient client;

  KeepsAClient(JdbcClient client) {
    this.client = client;
  }

  KeepsAClient again() {
    return new KeepsAClient(client);
  }
}
