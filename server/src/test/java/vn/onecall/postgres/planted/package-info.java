/** A planted violation of a wall; see {@code WallsTest}. */
@NullMarked
package vn.onecall.postgres.planted;

import org.jspecify.annotations.NullMarked;
