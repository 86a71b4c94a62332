/**
 * The transparency log: gives committed entries their place, publishes signed checkpoints and
 * tiles, and proves inclusion and consistency to anyone.
 */
@NullMarked
@ApplicationModule(
    displayName = "Log",
    allowedDependencies = {"features", "door", "entries", "faults", "instances", "subjects"})
package vn.onecall.keeper.log;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
