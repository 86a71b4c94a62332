/**
 * Transfers to third parties: nothing leaves but under an agreement in force, encrypted for the
 * recipient alone, through an outbox that loses and doubles nothing; and what was handed over is
 * followed until the recipient has deleted it.
 */
@NullMarked
@ApplicationModule(
    displayName = "Transfers",
    allowedDependencies = {"consents", "envelopes", "problems"})
package vn.onecall.server.transfers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
