/** The public log over HTTP: checkpoints, tiles and proofs, for anyone. */
@NullMarked
@ApplicationModule(displayName = "Log", allowedDependencies = "problems")
package vn.onecall.server.log;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
