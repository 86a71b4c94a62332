package vn.onecall.keeper.instances;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A database role of the program. Its rights are written in {@code db/grants}, and its name is that
 * of the schema whose tables it serves.
 */
enum DatabaseRole {
  /** The door. */
  ACCESS,
  /** The log's life. */
  LEDGER,
  /** The keys that sign access tokens. */
  CLIENTS,
  /** This package, before anything is served. */
  INSTANCES;

  /** The most bytes of a name in PostgreSQL, which cuts off the rest. */
  private static final int LONGEST_NAME = 63;

  /** As the grants and the end of the role's name have it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
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
