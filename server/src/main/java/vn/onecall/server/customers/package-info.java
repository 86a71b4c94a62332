/** Customers over the API: register, find, read, correct, restrict, erase, and their receipts. */
@NullMarked
@ApplicationModule(
    displayName = "Customers",
    allowedDependencies = {"cursors", "problems"})
package vn.onecall.server.customers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
