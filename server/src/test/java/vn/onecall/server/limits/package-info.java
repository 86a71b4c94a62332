/** How a client that calls too often, or guesses, is held back. */
@NullMarked
package vn.onecall.server.limits;

import org.jspecify.annotations.NullMarked;
