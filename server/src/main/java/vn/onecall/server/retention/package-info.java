/** Erasing what has been kept for its time, by the policy's terms and the law's. */
@NullMarked
@ApplicationModule(displayName = "Retention", allowedDependencies = "problems")
package vn.onecall.server.retention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
