/**
 * The door: the one way to personal data. Every call of a feature goes through it, outside any
 * transaction but its own, and every one is logged. No proxies or annotations here: every
 * transaction is explicit.
 */
@NullMarked
@ApplicationModule(
    displayName = "Door",
    allowedDependencies = {
      "features",
      "audit",
      "calls",
      "decisions",
      "entries",
      "erasure",
      "facts",
      "faults",
      "idempotency",
      "instances",
      "keys",
      "subjects",
      "writes"
    })
package vn.onecall.keeper.door;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
