package vn.onecall.server.walls.planted;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Planted: a class that speaks SQL and is no store. */
final class SpeaksSql {
  int one(JdbcClient client) {
    return client.sql("select 1").query(Integer.class).single();
  }
}
