/**
 * What features say of themselves, and the rest of the program reads: tables and files, activities
 * and routes, refusals, settings, jobs. Nothing here names a feature.
 */
@NullMarked
@ApplicationModule(
    displayName = "Features",
    allowedDependencies = {"subjects"})
package vn.onecall.keeper.features;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
