/**
 * Metrics for operators: counters and timers at {@code /metrics} in the Prometheus format, for the
 * clients that the configuration names. Labels are names of the policy and fixed words, so their
 * number is bounded and none identifies a person.
 */
@NullMarked
@ApplicationModule(displayName = "Metrics", allowedDependencies = "problems")
package vn.onecall.server.metrics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
