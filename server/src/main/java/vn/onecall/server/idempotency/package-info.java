/**
 * The header {@code Idempotency-Key} (IETF draft-ietf-httpapi-idempotency-key-header): a write that
 * is sent again with the same key gets the same answer and is not executed again.
 */
@NullMarked
@ApplicationModule(displayName = "Idempotency", allowedDependencies = "problems")
package vn.onecall.server.idempotency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
