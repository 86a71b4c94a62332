/** The JMH benchmark: the decision of the policy in memory, compared with an array lookup. */
@NullMarked
package vn.onecall.benchmarks.decision;

import org.jspecify.annotations.NullMarked;
