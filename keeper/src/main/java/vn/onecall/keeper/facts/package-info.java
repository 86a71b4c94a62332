/**
 * The facts of subjects, by which decisions are made: one compact row a subject, and the rows
 * behind it.
 */
@NullMarked
@ApplicationModule(
    displayName = "Facts",
    allowedDependencies = {"instances", "subjects"})
package vn.onecall.keeper.facts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
