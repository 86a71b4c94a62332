package vn.onecall.keeper.instances;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.onecall.server.fixture.House;
import vn.onecall.server.fixture.OnHouse;
import vn.onecall.testing.Promise;

/** Nobody waits for ever for an instance: without settings the bounds are these. */
@OnHouse
class BoundedWaitingTest {
  private static House house;

  @BeforeAll
  static void share(House shared) {
    house = shared;
  }

  @Test
  @Promise("1.6")
  void aStatementMayTakeTenSecondsAndASilentSocketThirty() throws SQLException {
    assertThat(house.instances().all()).isNotEmpty();
    for (Instance instance : house.instances().all()) {
      assertThat(instance.client().sql("show statement_timeout").query(String.class).single())
          .isEqualTo("10s");
      assertThat(
              instance
                  .dataSource()
                  .unwrap(HikariDataSource.class)
                  .getDataSourceProperties()
                  .getProperty("socketTimeout"))
          .isEqualTo("30");
    }
  }
}
