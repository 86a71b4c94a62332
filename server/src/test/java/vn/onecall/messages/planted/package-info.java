/** A planted violation of a wall; see {@code WallsTest}. */
@NullMarked
package vn.onecall.messages.planted;

import org.jspecify.annotations.NullMarked;
