/** Writes that are sent more than once. */
@NullMarked
package vn.onecall.server.idempotency;

import org.jspecify.annotations.NullMarked;
