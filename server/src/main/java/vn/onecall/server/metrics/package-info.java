/**
 * What an operator watches: counts and times at {@code /metrics}, in Prometheus' format, for the
 * clients that the configuration names. Labels are names of the policy and words of ours, so that
 * there are only so many of them and none says anything about anyone.
 */
@NullMarked
@ApplicationModule(displayName = "Metrics", allowedDependencies = "problems")
package vn.onecall.server.metrics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
