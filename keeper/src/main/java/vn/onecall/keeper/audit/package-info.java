/**
 * What the entries of the log tell afterwards: receipts, a subject's own view of who has seen their
 * data, and the proof of a value's origin. Each look is an entry of its own.
 */
@NullMarked
@ApplicationModule(
    displayName = "Audit",
    allowedDependencies = {
      "calls",
      "decisions",
      "entries",
      "faults",
      "instances",
      "keys",
      "subjects"
    })
package vn.onecall.keeper.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
