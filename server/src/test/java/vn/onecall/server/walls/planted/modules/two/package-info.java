/** A planted module that another one depends on. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package vn.onecall.server.walls.planted.modules.two;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
