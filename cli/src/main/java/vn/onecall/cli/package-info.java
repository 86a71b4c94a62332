/**
 * The {@code onecall} command: verification by an outsider, offline or over HTTP, and the demo. It
 * knows the policy language, the log format and the REST API, and nothing of the server's classes.
 */
@NullMarked
package vn.onecall.cli;

import org.jspecify.annotations.NullMarked;
