package vn.onecall.keeper.instances;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import vn.onecall.postgres.EmbeddedPostgres;
import vn.onecall.server.fixture.Folders;

/**
 * Two instances of one version of PostgreSQL as a company has them: the owner of each database is a
 * login that may make roles and is no superuser.
 */
final class Company implements AutoCloseable {
  static final String OWNER = "keeper";
  static final String PASSWORD = "an-owners-password";

  /** One cluster, and its superuser. */
  private record Cluster(String url, String superuser, String password, Runnable stop) {
    /** Statements of the superuser in a database. */
    JdbcClient client(String database) {
      return JdbcClient.create(
          new DriverManagerDataSource(url + "/" + database, superuser, password));
    }
  }

  private final Path folder;
  private final Cluster main;
  private final Cluster keys;

  private Company(Path folder, Cluster main, Cluster keys) throws IOException {
    this.folder = folder;
    this.main = main;
    this.keys = keys;
    Files.writeString(folder.resolve("owner.password"), PASSWORD);
    for (Cluster each : List.of(main, keys)) {
      each.client("postgres")
          .sql("create role " + OWNER + " login createrole password '" + PASSWORD + "'")
          .update();
    }
  }

  /** On the bundled version. */
  static Company onTheNewest() throws IOException {
    Path data = Folders.installation("company");
    return new Company(data, embedded(data, "main"), embedded(data, "keys"));
  }

  /** On the oldest version that we serve on. */
  static Company onTheOldest() throws Exception {
    Path folder = Folders.empty("company-on-15");
    return new Company(
        folder, installed(folder.resolve("main")), installed(folder.resolve("keys")));
  }

  private static Cluster embedded(Path data, String name) throws IOException {
    String password = Files.readString(data.resolve(name + ".password")).strip();
    EmbeddedPostgres process =
        EmbeddedPostgres.start(
            EmbeddedPostgres.Settings.of(name, data.resolve(name), Folders.BINARIES, password));
    String url = process.jdbcUrl("postgres");
    return new Cluster(
        url.substring(0, url.lastIndexOf('/')), process.username(), password, process::close);
  }

  private static Cluster installed(Path folder) throws Exception {
    InstalledPostgres process = InstalledPostgres.start(folder);
    String url = process.url();
    return new Cluster(
        url.substring(0, url.lastIndexOf('/')),
        InstalledPostgres.USERNAME,
        InstalledPostgres.PASSWORD,
        process::close);
  }

  /** Makes a database of the owner's in both. */
  Company with(String database) {
    for (Cluster each : List.of(main, keys)) {
      each.client("postgres").sql("create database " + database + " owner " + OWNER).update();
    }
    return this;
  }

  /** How the program is told of a database; {@code more} ends the url of main. */
  InstanceSettings settings(String database, String more) {
    return new InstanceSettings(
        folder, folder, byUrl(main, database + more), byUrl(keys, database));
  }

  InstanceSettings settings(String database) {
    return settings(database, "");
  }

  private DatabaseSettings byUrl(Cluster cluster, String database) {
    return new DatabaseSettings(
        cluster.url + "/" + database, OWNER, folder.resolve("owner.password"), 2);
  }

  /** The file of the owner's password. */
  Path passwordFile() {
    return folder.resolve("owner.password");
  }

  /** Statements of the superuser of an instance. */
  JdbcClient superuser(String instance, String database) {
    return (instance.equals("main") ? main : keys).client(database);
  }

  @Override
  public void close() {
    main.stop.run();
    keys.stop.run();
  }
}
