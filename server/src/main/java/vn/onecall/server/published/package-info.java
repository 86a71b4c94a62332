/** The policy in force, published for anyone: in words, as a matrix, and machine-readable. */
@NullMarked
@ApplicationModule(
    displayName = "Published policy",
    allowedDependencies = {"cursors", "problems"})
package vn.onecall.server.published;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
