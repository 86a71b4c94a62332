/**
 * Demands of State authorities: recorded, approved by two people, released within their scope and
 * to the authority only, and hidden from the customer for as long as the law requires.
 */
@NullMarked
@ApplicationModule(
    displayName = "Demands",
    allowedDependencies = {"envelopes", "problems"})
package vn.onecall.server.demands;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
