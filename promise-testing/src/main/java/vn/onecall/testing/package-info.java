/** How a test names the promise it keeps, and how its result is written down. */
@NullMarked
package vn.onecall.testing;

import org.jspecify.annotations.NullMarked;
