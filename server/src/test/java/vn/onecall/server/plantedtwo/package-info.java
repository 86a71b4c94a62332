/** Half of a planted circle; see {@code WallsTest}. */
@NullMarked
package vn.onecall.server.plantedtwo;

import org.jspecify.annotations.NullMarked;
