/** Cursors of lists: opaque, authenticated, and bound to the client that received them. */
@NullMarked
@ApplicationModule(displayName = "Cursors", allowedDependencies = "problems")
package vn.onecall.server.cursors;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
