/** Half of a planted circle; see {@code WallsTest}. */
@NullMarked
package vn.onecall.server.plantedone;

import org.jspecify.annotations.NullMarked;
