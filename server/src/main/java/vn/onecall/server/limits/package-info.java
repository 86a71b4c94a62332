/**
 * How often a client may call, and how often it may fail to sign in: token buckets in this process,
 * by client, answered with a problem that says when to come again.
 */
@NullMarked
@ApplicationModule(displayName = "Limits", allowedDependencies = "problems")
package vn.onecall.server.limits;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
