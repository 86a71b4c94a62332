/**
 * Writes of subjects: registration, correction, changes of facts and case files. A write spans both
 * instances: its keys stand as pending until main has committed it.
 */
@NullMarked
@ApplicationModule(
    displayName = "Writes",
    allowedDependencies = {
      "calls",
      "decisions",
      "entries",
      "facts",
      "faults",
      "idempotency",
      "instances",
      "keys",
      "subjects"
    })
package vn.onecall.keeper.writes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
