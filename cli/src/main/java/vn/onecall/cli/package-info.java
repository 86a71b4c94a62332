/**
 * The {@code onecall} command: what an outsider verifies offline or over HTTP, and the demo. It
 * knows the policy's language, the log's format and the REST API; nothing of the server's inside.
 */
@NullMarked
package vn.onecall.cli;

import org.jspecify.annotations.NullMarked;
