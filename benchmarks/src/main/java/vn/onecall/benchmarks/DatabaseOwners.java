package vn.onecall.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.keeper.instances.Instances;
import vn.onecall.postgres.EmbeddedPostgres;

/**
 * The owner logins of two embedded instances. They read and vacuum tables that no role of the
 * program may, for measurements beside the program.
 */
record DatabaseOwners(Owner main, Owner keys) {

  static DatabaseOwners of(Instances instances, Path data) {
    return new DatabaseOwners(owner(instances.main(), data), owner(instances.keys(), data));
  }

  /** The owner login of one instance. */
  record Owner(String url, String password) {
    Connection connect() throws SQLException {
      return DriverManager.getConnection(url, EmbeddedPostgres.SUPERUSER, password);
    }
  }

  private static Owner owner(Instance instance, Path data) {
    try (Connection served = instance.dataSource().getConnection()) {
      return new Owner(
          served.getMetaData().getURL(),
          Files.readString(data.resolve(instance.instance() + ".password")).strip());
    } catch (SQLException | IOException e) {
      throw new BenchmarkException("the owner of an instance cannot be had", e);
    }
  }
}
