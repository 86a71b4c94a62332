/**
 * The faults of the keeper: exceptions that are no answer of the policy, and the crash points at
 * which tests halt the process.
 */
@NullMarked
@ApplicationModule(
    displayName = "Faults",
    allowedDependencies = {})
package vn.onecall.keeper.faults;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
