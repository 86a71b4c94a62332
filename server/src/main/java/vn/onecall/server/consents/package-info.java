/** Consents over the API: given, refused, withdrawn, shown and proved. */
@NullMarked
@ApplicationModule(displayName = "Consents", allowedDependencies = "problems")
package vn.onecall.server.consents;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
