/** What the metrics say, and what they must not. */
@NullMarked
package vn.onecall.server.metrics;

import org.jspecify.annotations.NullMarked;
