/** Half of a planted circle; see {@code WallsTest}. */
@NullMarked
package vn.onecall.keeper.plantedone;

import org.jspecify.annotations.NullMarked;
