/** Half of a planted circle; see {@code WallsTest}. */
@NullMarked
package vn.onecall.keeper.plantedtwo;

import org.jspecify.annotations.NullMarked;
