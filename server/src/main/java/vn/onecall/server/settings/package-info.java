/** The configuration, read strictly: a key that nobody declares stops the server. */
@NullMarked
@ApplicationModule(
    displayName = "Settings",
    allowedDependencies = {})
package vn.onecall.server.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
