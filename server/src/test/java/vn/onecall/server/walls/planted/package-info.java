/** One violation of each wall, by which each wall is seen to fail. */
@NullMarked
package vn.onecall.server.walls.planted;

import org.jspecify.annotations.NullMarked;
