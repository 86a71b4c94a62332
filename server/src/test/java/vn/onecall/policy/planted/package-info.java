/** A planted violation of a wall; see {@code WallsTest}. */
@NullMarked
package vn.onecall.policy.planted;

import org.jspecify.annotations.NullMarked;
