/**
 * The separate PostgreSQL instances, main and keys: embedded under the data folder or given by URL,
 * never one for two, each bound to one installation, and each reached by a role for every part of
 * the program. What a part may do is written in {@code db/grants}.
 */
@NullMarked
@ApplicationModule(
    displayName = "Instances",
    allowedDependencies = {"features", "subjects"})
package vn.onecall.keeper.instances;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
