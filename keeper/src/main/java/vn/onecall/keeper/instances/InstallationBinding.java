package vn.onecall.keeper.instances;

import java.security.MessageDigest;
import java.util.Optional;
import java.util.UUID;

/**
 * Binds an instance to one installation and one role on first use, and compares both afterwards.
 */
record InstallationBinding(Instance.Own instance) {

  record Bound(UUID id, String role, byte[] check) {}

  private String role() {
    return instance.instance();
  }

  boolean bound() {
    return instance
        .client()
        .sql("select exists (select from instances.installation)")
        .query(Boolean.class)
        .single();
  }

  void bind(UUID installation, byte[] check) {
    instance
        .client()
        .sql(
            """
            insert into instances.installation (id, role, key_check) values (?, ?, ?)
            on conflict do nothing
            """)
        .params(installation, role(), check)
        .update();
    Bound bound = require(installation);
    if (!MessageDigest.isEqual(bound.check, check)) {
      throw new InstanceException(
          "The keystore has the installation of the instance '"
              + role()
              + "' but other keys: it is not the file that the instance was set up with.");
    }
  }

  /** What the instance is bound to; refuses where that is another installation or role. */
  Bound require(UUID installation) {
    Optional<Bound> bound =
        instance
            .client()
            .sql("select id, role, key_check from instances.installation")
            .query((row, n) ->
                new Bound(
                    row.getObject("id", UUID.class),
                    row.getString("role"),
                    row.getBytes("key_check")))
            .optional();
    if (bound.isEmpty() || !bound.get().id.equals(installation)) {
      throw new InstanceException(
          "The instance '"
              + role()
              + "' belongs to another installation than the keystore. Give the keystore that it was"
              + " set up with.");
    }
    if (!bound.get().role.equals(role())) {
      throw new InstanceException(
          "The instance given as '" + role() + "' was set up as '" + bound.get().role + "'.");
    }
    return bound.get();
  }
}
