/** Calls with an idempotency key are carried out once, however often they are sent. */
@NullMarked
@ApplicationModule(
    displayName = "Idempotency",
    allowedDependencies = {"calls", "faults", "instances", "subjects"})
package vn.onecall.keeper.idempotency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
