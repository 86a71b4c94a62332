package vn.onecall.keeper.instances;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where one PostgreSQL instance is.
 *
 * @param url a JDBC URL, {@code jdbc:postgresql://host:port/database}; without it an instance is
 *     started from the bundled binaries under the data folder
 * @param username the owner of the database, who migrates it; needed with a URL. Served is with one
 *     role for each part of the program, which {@code onecall db migrate} makes
 * @param passwordFile the file that holds the owner's password, from which those of the roles
 *     follow; needed with a URL
 * @param connections the most connections that the door holds, from 2; 10 by default. The log holds
 *     up to three more of main
 */
public record DatabaseSettings(
    @Nullable String url,
    @Nullable String username,
    @Nullable Path passwordFile,
    @Nullable Integer connections) {

  /** An embedded instance with the defaults. */
  public static final DatabaseSettings EMBEDDED = new DatabaseSettings(null, null, null, null);

  public DatabaseSettings {
    if (url != null && !url.startsWith("jdbc:postgresql://")) {
      throw new IllegalArgumentException("url must begin with jdbc:postgresql://");
    }
    if (url != null && (username == null || passwordFile == null)) {
      throw new IllegalArgumentException("a url needs username and password-file beside it");
    }
    if (connections != null && (connections < 2 || connections > 200)) {
      throw new IllegalArgumentException("connections must be from 2 to 200");
    }
  }

  /** Whether this instance is started by the server itself. */
  public boolean embedded() {
    return url == null;
  }

  int poolSize() {
    return connections == null ? 10 : connections;
  }
}
