/** The policy in force as anyone may read it: in words, as a matrix, for machines. */
@NullMarked
@ApplicationModule(
    displayName = "Published policy",
    allowedDependencies = {"cursors", "problems"})
package vn.onecall.server.published;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
