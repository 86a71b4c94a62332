/**
 * Demands of State authorities: recorded, approved by two people, released within their scope to
 * the authority alone, and kept from the customer's view for as long as the law says.
 */
@NullMarked
@ApplicationModule(
    displayName = "Demands",
    allowedDependencies = {"envelopes", "problems"})
package vn.onecall.server.demands;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
