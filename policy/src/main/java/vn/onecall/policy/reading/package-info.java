/** Reads a policy from its files and finds every mistake in them. */
@NullMarked
package vn.onecall.policy.reading;

import org.jspecify.annotations.NullMarked;
