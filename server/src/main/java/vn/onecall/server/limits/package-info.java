/**
 * Rate limits per client for calls and for failed token requests: token buckets in the memory of
 * this process, answered with a problem that states when to retry.
 */
@NullMarked
@ApplicationModule(displayName = "Limits", allowedDependencies = "problems")
package vn.onecall.server.limits;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
