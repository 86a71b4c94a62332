/** A planted violation of a wall; see {@code WallsTest}. */
@NullMarked
package vn.onecall.fields.planted;

import org.jspecify.annotations.NullMarked;
