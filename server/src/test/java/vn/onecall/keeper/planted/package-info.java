/** Planted violations of walls; see {@code WallsTest}. */
@NullMarked
package vn.onecall.keeper.planted;

import org.jspecify.annotations.NullMarked;
