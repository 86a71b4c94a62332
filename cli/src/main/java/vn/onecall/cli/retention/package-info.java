/** onecall retention: count and erase what a server has kept for its time. */
@NullMarked
package vn.onecall.cli.retention;

import org.jspecify.annotations.NullMarked;
