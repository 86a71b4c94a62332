/**
 * Erasure and retention: the erasure journal, the destruction of keys, the suppression list, what
 * the law orders kept, and the recovery that brings restored stores back to the journal.
 */
@NullMarked
@ApplicationModule(
    displayName = "Erasure",
    allowedDependencies = {
      "calls",
      "decisions",
      "entries",
      "facts",
      "faults",
      "idempotency",
      "features",
      "instances",
      "keys",
      "subjects",
      "writes"
    })
package vn.onecall.keeper.erasure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
