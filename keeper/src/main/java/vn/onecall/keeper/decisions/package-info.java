/**
 * Decides calls: asks the policy, and in one statement checks the facts, writes the entry and reads
 * the sealed rows. After its commit it hands out a grant that opens just those fields. Whatever can
 * make a grant or open a value is private to this package.
 */
@NullMarked
@ApplicationModule(
    displayName = "Decisions",
    allowedDependencies = {
      "features",
      "calls",
      "entries",
      "faults",
      "idempotency",
      "instances",
      "keys",
      "subjects"
    })
package vn.onecall.keeper.decisions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
