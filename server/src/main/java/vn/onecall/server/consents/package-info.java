/** Consents over the API: given, refused, withdrawn, shown and proved. */
@NullMarked
@ApplicationModule(displayName = "Consents")
package vn.onecall.server.consents;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
