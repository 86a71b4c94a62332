/**
 * Errors of the API: RFC 9457 problems that name the field or the promise, in the reader's
 * language, and never contain a value.
 */
@NullMarked
@ApplicationModule(
    displayName = "Problems",
    allowedDependencies = {})
package vn.onecall.server.problems;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
