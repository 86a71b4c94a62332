package vn.onecall.keeper.instances;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address and credentials of one PostgreSQL instance: those of its owner, who migrates it, or
 * those of a database role that serves.
 */
record Login(String instance, String url, String username, String password) {
  private static final Pattern URL =
      Pattern.compile("jdbc:postgresql://[^/?]*/(?<database>[^/?]+)(?:\\?.*)?");

  Login {
    if (password.isEmpty()) {
      throw new InstanceException("The password of the instance '" + instance + "' is empty.");
    }
  }

  /** The database that the URL names. */
  String database() {
    Matcher matcher = URL.matcher(url);
    if (!matcher.matches()) {
      throw new InstanceException("The url of the instance '" + instance + "' names no database.");
    }
    return URLDecoder.decode(matcher.group("database"), UTF_8);
  }

  /** The login of a part, as it follows from this one, the owner's. */
  Login of(DatabaseRole part) {
    String role = part.role(database());
    return new Login(instance, url, role, part.password(instance, role, password));
  }

  @Override
  public String toString() {
    return "Login[" + instance + ", " + username + "]";
  }
}
