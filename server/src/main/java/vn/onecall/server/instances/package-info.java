/**
 * The separate PostgreSQL instances, main and keys: embedded under the data folder or given by URL,
 * never one for two, each bound to one installation.
 */
@NullMarked
@ApplicationModule(displayName = "Instances")
package vn.onecall.server.instances;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
