/**
 * Transfers to third parties: data leaves only under an agreement in force, encrypted for the
 * recipient only, through an outbox that neither loses nor duplicates a transfer; each transfer is
 * followed until the recipient has deleted the data.
 */
@NullMarked
@ApplicationModule(
    displayName = "Transfers",
    allowedDependencies = {"consents", "envelopes", "problems", "settings"})
package vn.onecall.server.transfers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
