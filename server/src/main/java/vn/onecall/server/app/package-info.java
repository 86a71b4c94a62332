/** The program: its configuration, its wiring, who may come in, and whether it is well. */
@NullMarked
@ApplicationModule(
    displayName = "App",
    allowedDependencies = {"clients", "cursors", "idempotency", "limits", "metrics", "problems"})
package vn.onecall.server.app;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
