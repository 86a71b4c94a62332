/** Cursors, and who can use them. */
@NullMarked
package vn.onecall.server.cursors;

import org.jspecify.annotations.NullMarked;
