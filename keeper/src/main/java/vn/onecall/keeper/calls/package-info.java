/**
 * A call of the door and its answer: who calls, by which activity, and whether the policy permits
 * it.
 */
@NullMarked
@ApplicationModule(
    displayName = "Calls",
    allowedDependencies = {"features"})
package vn.onecall.keeper.calls;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
