/**
 * The header {@code Idempotency-Key} (IETF draft-ietf-httpapi-idempotency-key-header): a write that
 * is sent again with the same key is answered again and not carried out again.
 */
@NullMarked
@ApplicationModule(displayName = "Idempotency", allowedDependencies = "problems")
package vn.onecall.server.idempotency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
