package vn.onecall.keeper.instances;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A database role of the program, named after the schema whose tables it uses. A part of the keeper
 * logs in as its role; a feature has a role without a login, which the door's login takes on for
 * the feature's statements and for nothing else ({@code set role}).
 *
 * @param label the schema's name, as the grants have it
 * @param logsIn whether it has a login of its own
 */
record DatabaseRole(String label, boolean logsIn) implements Comparable<DatabaseRole> {
  /** The door. */
  static final DatabaseRole ACCESS = new DatabaseRole("access", true);

  /** The log. */
  static final DatabaseRole LEDGER = new DatabaseRole("ledger", true);

  /** The keys that sign access tokens. */
  static final DatabaseRole CLIENTS = new DatabaseRole("clients", true);

  /** This package, before anything is served. */
  static final DatabaseRole INSTANCES = new DatabaseRole("instances", true);

  private static final List<DatabaseRole> LOGINS = List.of(ACCESS, LEDGER, CLIENTS, INSTANCES);

  /** The most bytes of a name in PostgreSQL, which cuts off the rest. */
  private static final int LONGEST_NAME = 63;

  /** The role of that label: of a part of the keeper, or else of a feature. */
  static DatabaseRole of(String label) {
    return LOGINS.stream()
        .filter(each -> each.label.equals(label))
        .findFirst()
        .orElseGet(() -> new DatabaseRole(label, false));
  }

  @Override
  public int compareTo(DatabaseRole other) {
    return label.compareTo(other.label);
  }

  /** The role, of this database alone though roles belong to the whole cluster. */
  String role(String database) {
    String role = database + "_" + label();
    if (role.getBytes(UTF_8).length > LONGEST_NAME) {
      throw new InstanceException(
          "The name of the database " + database + " is too long to name a role after.");
    }
    return role;
  }

  /** The role's name as an identifier of SQL. */
  String quotedRole(String database) {
    return '"' + role(database).replace("\"", "\"\"") + '"';
  }

  /**
   * The role's password, which follows from the owner's: nothing more is to be kept, all nodes know
   * it, and it changes with the owner's. Nobody comes from it back to the owner's or to another's.
   */
  String password(String instance, String role, String ownersPassword) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(ownersPassword.getBytes(UTF_8), "HmacSHA256"));
      byte[] derived = mac.doFinal(("1call/role/" + instance + "/" + role).getBytes(UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(derived);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-256", e);
    }
  }
}
