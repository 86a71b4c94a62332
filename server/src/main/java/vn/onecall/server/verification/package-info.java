/**
 * One-time codes by email and SMS: they verify who asks in a customer's name, and that a contact is
 * the customer's. The address goes to the courier alone.
 */
@NullMarked
@ApplicationModule(displayName = "Verification", allowedDependencies = "problems")
package vn.onecall.server.verification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
