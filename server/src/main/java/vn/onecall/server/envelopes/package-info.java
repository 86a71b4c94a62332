/** What leaves the house: encrypted to the key of the one who receives it, and to nobody else's. */
@NullMarked
@ApplicationModule(
    displayName = "Envelopes",
    allowedDependencies = {})
package vn.onecall.server.envelopes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
