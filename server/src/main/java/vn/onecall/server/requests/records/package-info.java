/**
 * Requests as they are stored: states, steps, legal deadlines, and the errors and denials about
 * them.
 */
@NullMarked
package vn.onecall.server.requests.records;

import org.jspecify.annotations.NullMarked;
