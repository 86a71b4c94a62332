/**
 * Look-ups for anyone: banks, countries, provinces, communes, and what became of former communes.
 */
@NullMarked
@ApplicationModule(
    displayName = "Reference data",
    allowedDependencies = {"problems"})
package vn.onecall.server.reference;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
