package vn.onecall.server.walls.planted;

import org.springframework.jdbc.core.simple.JdbcClient;
import vn.onecall.keeper.instances.Instance;

/** Planted: a feature that reaches an instance that is none of its business. */
final class ReachesMain {
  JdbcClient of(Instance.Main instance) {
    return instance.client();
  }
}
