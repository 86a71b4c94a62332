/** A planted module that depends on what it does not declare. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package vn.onecall.server.walls.planted.modules.one;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
