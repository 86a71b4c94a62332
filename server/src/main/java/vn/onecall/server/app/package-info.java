/**
 * The application: configuration, bean definitions, authentication and authorization, health, and
 * commands.
 */
@NullMarked
@ApplicationModule(
    displayName = "App",
    allowedDependencies = {
      "clients",
      "cursors",
      "idempotency",
      "limits",
      "metrics",
      "problems",
      "settings"
    })
package vn.onecall.server.app;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
