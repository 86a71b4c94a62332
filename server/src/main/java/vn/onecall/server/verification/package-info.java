/**
 * One-time codes by email and SMS. They verify a requester who acts for a customer, and that a
 * contact belongs to the customer. Only the message sender receives the address.
 */
@NullMarked
@ApplicationModule(
    displayName = "Verification",
    allowedDependencies = {"limits", "problems", "settings"})
package vn.onecall.server.verification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
