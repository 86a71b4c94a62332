/**
 * The data keys of subjects and days: stored wrapped in the keys instance, opened and cached in
 * memory, and wrapped again when their epoch ends; and the blind index beside them.
 */
@NullMarked
@ApplicationModule(
    displayName = "Keys",
    allowedDependencies = {"faults", "instances", "subjects"})
package vn.onecall.keeper.keys;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
