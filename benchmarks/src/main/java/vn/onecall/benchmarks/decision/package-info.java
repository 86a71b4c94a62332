/** What JMH measures: the decision of the policy in memory, beside an array lookup. */
@NullMarked
package vn.onecall.benchmarks.decision;

import org.jspecify.annotations.NullMarked;
