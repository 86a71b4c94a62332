/** Subjects, the values that are collected of them, and the rules of collection. */
@NullMarked
@ApplicationModule(
    displayName = "Subjects",
    allowedDependencies = {})
package vn.onecall.keeper.subjects;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
