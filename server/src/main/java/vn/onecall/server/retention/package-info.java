/** Erasure of data whose retention period, by the policy and by law, has ended. */
@NullMarked
@ApplicationModule(displayName = "Retention", allowedDependencies = "problems")
package vn.onecall.server.retention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
